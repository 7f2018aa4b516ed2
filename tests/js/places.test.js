/** Where desks stand on the tablet's first screen, and which are open. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { columnsFor, isOpen, openDesks } from "../../nucuoi/kiosk/static/kiosk/places.js";

test("no desk stands alone in its row", () => {
  for (let count = 5; count <= 12; count += 1) {
    const columns = columnsFor(count);
    assert.ok(columns >= 3 && count % columns !== 1, `${count} desks in ${columns} columns`);
  }
  assert.deepEqual([1, 4, 13].map(columnsFor), [0, 0, 0]);
});

test("a desk is open from its first day to the day before it closes, by Viet Nam's days", () => {
  const desks = [{ code: "a", from: "2026-01-02", to: "2026-01-04" }];
  const open = (moment) => openDesks(desks, Date.parse(moment)).length;

  assert.deepEqual(["2026-01-01T16:59Z", "2026-01-01T17:00Z", "2026-01-03T16:59Z", "2026-01-03T17:00Z"].map(open), [0, 1, 1, 0]);
});

test("opening hours are those of the weekday in Viet Nam", () => {
  const hours = { 0: [["07:30", "11:30"]] };
  const open = (moment) => isOpen(hours, Date.parse(moment));

  assert.deepEqual(["2026-11-23T00:29Z", "2026-11-23T00:30Z", "2026-11-23T04:30Z", "2026-11-24T00:30Z"].map(open), [false, true, false, false]);
});
