/** Receipt codes: the browser and the server make the same of the same bytes. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { lookupOf, makeReceipt, showCode } from "../../nucuoi/ratings/static/ratings/rate/receipt.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/receipts.json", import.meta.url), "utf8"));

for (const { raw, code, lookup } of vectors.codes) {
  test(`${raw} is shown and looked up as the server does`, async () => {
    const bytes = Uint8Array.from(Buffer.from(raw, "hex"));

    assert.equal(showCode(bytes), code);
    assert.equal(await lookupOf(bytes), lookup);
  });
}

test("a new code is 17 signs in groups, with its own lookup key", async () => {
  const [one, other] = [await makeReceipt(), await makeReceipt()];

  assert.match(one?.code ?? "", /^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]$/);
  assert.equal(one?.lookup.length, 43);
  assert.notEqual(one?.code, other?.code);
});
