/** The shipped outbox in a world of drops, repeats, crashes, wild clocks and clones. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { read, readBatch } from "../../nucuoi/kiosk/static/kiosk/network.js";
import { BATCH, instant, Outbox } from "../../nucuoi/kiosk/static/kiosk/outbox.js";
import { live } from "./simulation/life.js";

const LIVES = 300;

test(`nothing is lost or doubled, every gap and fork is seen, in ${LIVES} lives`, async () => {
  let [forks, gaps, held, taken] = [0, 0, 0, 0];
  for (let seed = 0; seed < LIVES; seed += 1) {
    const life = await live(seed);
    [forks, gaps, held, taken] = [forks + life.forks, gaps + life.gaps, held + life.held, taken + life.taken];
  }
  assert.ok(forks > 0 && gaps > 0 && held > 0 && taken > 0, "the world was too kind");
});

/** A store that holds these items. */
function storeOf(items) {
  const left = [...items];
  return {
    draft: async () => null,
    keepDraft: async () => {},
    seal: async () => null,
    first: async (limit, after) => left.filter((item) => item.place > after).slice(0, limit),
    settle: async (away) => void left.splice(0, left.length, ...left.filter((item) => !away.includes(item.place))),
    held: async () => [],
    handOver: async () => {},
    left,
  };
}

function items(count) {
  return Array.from({ length: count }, (_, seq) => ({ place: seq + 1, seq, outbox: "o", ratedMs: 0, rating: { id: `r${seq}` } }));
}

test("one rating goes by itself, many go in batches of at most 500", async () => {
  for (const [count, expected] of [[1, [1]], [2, [2]], [1200, [BATCH, BATCH, 200]]]) {
    const sizes = [];
    const send = async (ratings) => {
      sizes.push(ratings.length);
      return { kind: "answered", results: ratings.map(({ id }) => ({ id, status: "accepted" })) };
    };
    const store = storeOf(items(count));
    assert.equal(await new Outbox(store, { send, handOver: send }, Date.now).flush(), "empty");
    assert.deepEqual([sizes, store.left.length], [expected, 0]);
  }
});

test("what the server does not name stays", async () => {
  const send = async () => ({ kind: "answered", results: [{ id: "r0", status: "accepted" }, { id: "r1", status: "retry" }, { id: "r2", status: "new word" }] });
  const store = storeOf(items(4));

  assert.equal(await new Outbox(store, { send, handOver: send }, Date.now).flush(), "wait");
  assert.deepEqual(store.left.map((item) => item.rating.id), ["r1", "r2", "r3"]);
});

test("a held rating is kept until the server says that this very one was taken in", async () => {
  const held = items(1200).map((item) => ({ ...item, handedOver: true }));
  const store = {
    ...storeOf([]),
    handedOver: async (limit, after) => held.filter((one) => one.place > after).slice(0, limit),
    letGo: async (places) => void held.splice(0, held.length, ...held.filter((one) => !places.includes(one.place))),
  };
  let word = null;
  const network = { taken: async (ids) => word && [...ids.filter((id) => word.includes(id)), "of another tablet"] };
  const outbox = new Outbox(store, network, Date.now);

  await outbox.letGo();
  assert.equal(held.length, 1200);
  word = ["r0", "r700", "r1199"];
  await outbox.letGo();
  assert.equal(held.length, 1197);
  assert.ok(held.every(({ rating }) => !word.includes(rating.id)));
});

test("only the product's own word counts, never a portal's or a proxy's", () => {
  const portal = (status) => read({ status, ours: false, body: null }, "a").kind;

  assert.deepEqual([200, 201, 302, 400, 401, 404, 410, 502].map(portal), Array(8).fill("wait"));
  assert.equal(read({ status: 201, ours: true, body: { id: "b", status: "accepted" } }, "a").kind, "wait");
  assert.equal(readBatch({ status: 200, ours: true, body: {} }).kind, "wait");
  assert.equal(read({ status: 401, ours: true, body: {} }, "a").kind, "refused");
  assert.equal(read({ status: 503, ours: true, body: {} }, "a").kind, "wait");
});

for (const [status, word] of [[400, "invalid"], [403, "invalid"], [404, "unknown_counter"], [409, "conflict"], [410, "closed"], [413, "invalid"], [422, "invalid"]]) {
  test(`a single rating answered ${status} is held as ${word}`, () => {
    assert.deepEqual(read({ status, ours: true, body: { errors: { id: "…" } } }, "a"), { kind: "answered", results: [{ id: "a", status: word, errors: { id: "…" } }] });
  });
}

test("a clock beyond all dates is left out rather than sent wrong", () => {
  assert.equal(instant(Date.UTC(2026, 0, 1)), "2026-01-01T00:00:00.000Z");
  for (const wild of [8.64e15, 9e15, NaN, Date.UTC(12026, 0, 1), -62200000000000]) assert.equal(instant(wild), undefined);
});
