/** What a filled-in form becomes before it is sent. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { lengthOf, ratingFrom, shortened, sideOf, withTime } from "../../nucuoi/ratings/static/ratings/rate/answers.js";

/**
 * @param {[string, string][]} entries
 * @returns {FormData}
 */
function form(...entries) {
  const filled = new FormData();
  const hidden = { id: "a", counter: "q1", form: "v1", lang: "vi", rater: "citizen", channel: "web" };
  for (const [name, value] of [...Object.entries(hidden), ...entries]) filled.append(name, value);
  return filled;
}

const BARE = { id: "a", counter: "q1", form: "v1", lang: "vi", rater: "citizen", channel: "web" };

test("without a face there is no rating", () => {
  assert.equal(ratingFrom(form(["remark", "xin chào"])), null);
});

test("what was left out is absent", () => {
  const filled = form(["score", "4"], ["remark", "  "], ["contact", ""], ["field", ""]);

  assert.deepEqual(ratingFrom(filled), { ...BARE, score: 4 });
});

test("numbers, ticks and texts take the types of the API", () => {
  const filled = form(
    ["score", "2"], ["spirit", "1"], ["tags", "thieu_chao"], ["tags", "tho_o"],
    ["remark", " Chờ lâu. "], ["wants_answer", "1"], ["contact", "0912 345 678"], ["assisted", "1"],
  );

  assert.deepEqual(ratingFrom(filled), {
    ...BARE, score: 2, spirit: 1, tags: ["thieu_chao", "tho_o"],
    remark: "Chờ lâu.", wants_answer: true, contact: "0912 345 678", assisted: true,
  });
});

test("a contact without the wish for an answer stays on the phone", () => {
  assert.equal(ratingFrom(form(["score", "5"], ["contact", "0912 345 678"]))?.contact, undefined);
});

test("4 and 5 are good, the others are not", () => {
  assert.deepEqual([1, 2, 3, 4, 5].map(sideOf), ["poor", "poor", "poor", "good", "good"]);
});

test("characters are counted as the server counts them", () => {
  assert.equal(lengthOf("ộ"), 1);
  assert.equal(lengthOf("ộ".normalize("NFD")), 1);
  assert.equal(lengthOf(" 😀 "), 1);
});

test("a remark broken off in mid-sentence is cut to what is taken", () => {
  const rating = { ...BARE, remark: "ộ".repeat(12) };

  assert.equal(shortened(rating, 10).remark, "ộ".repeat(10));
  assert.equal(shortened(rating, 12), rating);
});

test("only a late sending says when the rating was made", () => {
  const rated = Date.parse("2026-11-23T01:00:00Z");

  assert.equal("rated_at" in withTime(BARE, rated, rated + 59_000), false);
  assert.deepEqual(withTime(BARE, rated, rated + 60_000), {
    ...BARE, rated_at: "2026-11-23T01:00:00.000Z", sent_at: "2026-11-23T01:01:00.000Z",
  });
});
