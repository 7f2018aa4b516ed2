import assert from "node:assert/strict";
import { test } from "node:test";

import { named } from "../../nucuoi/ratings/static/ratings/keying.js";

const WORDS = new Map([["A", "Xin chào"], ["C", "Xin cảm ơn"]]);

test("letters are read back in words, each once", () => {
  assert.deepEqual(named("caac", WORDS), ["Xin cảm ơn", "Xin chào"]);
});

test("a letter with a tone is still its letter, and unknown ones are left out", () => {
  assert.deepEqual(named("á?1", WORDS), ["Xin chào"]);
});
