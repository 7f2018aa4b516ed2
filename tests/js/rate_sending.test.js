/** Sending until there is an outcome, against a real server that answers as told. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";

import { deliver, pauseMs, sendOnce } from "../../nucuoi/ratings/static/ratings/rate/sending.js";

/** @type {{status: number, headers?: Record<string, string>, body?: unknown}[]} */
let answers = [];
/** @type {Record<string, unknown>[]} */
let received = [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    received.push(JSON.parse(body));
    const { status, headers, body: said } = answers.shift() ?? { status: 500 };
    response.writeHead(status, headers).end(said === undefined ? "<html>" : JSON.stringify(said));
  });
});
let address = "";

before(async () => {
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const place = server.address();
  address = `http://127.0.0.1:${typeof place === "object" ? place?.port : 0}/api/v1/ratings`;
});
beforeEach(() => {
  answers = [];
  received = [];
});
after(() => server.close());

/** @type {[number, string][]} */
const OUTCOMES = [
  [200, "recorded"], [201, "recorded"], [409, "before"], [404, "away"], [410, "away"],
  [429, "wait"], [500, "wait"], [503, "wait"], [422, "wrong"], [400, "wrong"], [413, "wrong"],
];
for (const [status, outcome] of OUTCOMES) {
  test(`${status} means ${outcome}`, async () => {
    answers = [{ status, body: {} }];

    assert.equal((await sendOnce(address, { id: "a" })).outcome, outcome);
  });
}

test("the server's code and field errors are handed on", async () => {
  answers = [{ status: 201, body: { receipt: "K" } }, { status: 422, body: { errors: { remark: "Dài." } } }];

  assert.equal((await sendOnce(address, { id: "a" })).receipt, "K");
  assert.deepEqual((await sendOnce(address, { id: "a" })).errors, { remark: "Dài." });
});

test("an answer that is no JSON, and no server at all, are no errors", async () => {
  answers = [{ status: 503 }];

  assert.equal((await sendOnce(address, { id: "a" })).outcome, "wait");
  assert.equal((await sendOnce("http://127.0.0.1:9/", { id: "a" })).outcome, "wait");
});

test("waiting ends with the first outcome, and every repeat is the same rating", async () => {
  answers = [{ status: 503 }, { status: 429, headers: { "Retry-After": "7" } }, { status: 201, body: {} }];
  /** @type {number[]} */
  const pauses = [];
  const answer = await deliver(
    () => sendOnce(address, { id: "a", score: 4 }),
    async (ms) => void pauses.push(ms),
  );

  assert.equal(answer.outcome, "recorded");
  assert.deepEqual(pauses, [1000, 7000]);
  assert.deepEqual(received, Array(3).fill({ id: "a", score: 4 }));
});

test("pauses grow, but never beyond half a minute", () => {
  assert.deepEqual([0, 1, 4, 5, 50].map(pauseMs), [1000, 2000, 16_000, 30_000, 30_000]);
});
