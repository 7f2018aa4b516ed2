/** One life of a tablet, as a seed tells it, and what must be true at its end. */

import assert from "node:assert/strict";

import { Server } from "./server.js";
import { Tablet } from "./tablet.js";
import { World } from "./world.js";

const EVENTS = 60;

/**
 * @param {number} seed
 * @returns {Promise<{ratings: number, held: number, taken: number, forks: number, gaps: number, kills: number}>}
 */
export async function live(seed) {
  const world = new World(seed);
  const server = new Server(world);
  server.away = world.random() * 0.8;
  const tablets = [new Tablet(world, server, "t")];
  let kills = 0;
  tablets[0].start();
  for (let event = 0; event < EVENTS; event += 1) {
    const tablet = tablets[world.below(tablets.length)];
    const dice = world.random();
    if (dice < 0.5) tablet.person();
    else if (dice < 0.62) {
      kills += 1;
      tablet.kill();
      tablet.start();
    } else if (dice < 0.7) tablet.turnClock();
    else if (dice < 0.73 && tablets.length < 3) {
      tablets.push(tablet.clone(`t${tablets.length}-${event}`));
      tablets.at(-1).start();
    } else if (dice < 0.76) repair(server, tablets, `token-${event}`);
    else if (dice < 0.8) server.closed.add("b");
    else if (dice < 0.82) server.takeIn();
    else if (dice < 0.84) server.away = world.random();
    else if (dice < 0.88) void tablet.outbox.letGo();
    else void tablet.outbox.flush();
    for (let turn = world.below(12); turn > 0; turn -= 1) await world.turn();
  }
  const lost = world.happens(0.2) ? tablets.pop() : null;
  lost?.kill();
  await settle(world, server, tablets);
  check(server, tablets, lost);
  const boxes = [...server.outboxes.values()];
  return {
    ratings: server.stored.size,
    held: server.held.size,
    taken: server.taken.size,
    forks: boxes.reduce((sum, box) => sum + box.forks, 0),
    gaps: boxes.reduce((sum, box) => sum + box.gaps.size, 0),
    kills,
  };
}

/** The old token holds no more; each tablet is paired again: what waits stays, new numbers begin. */
function repair(server, tablets, token) {
  server.tokens = new Set([token]);
  for (const tablet of tablets) {
    tablet.token = token;
    tablet.disk.numbering = { id: `${token}-${tablet.name}`, next: 0, repeats: 0 };
  }
}

/** The network is well again, and everybody is left in peace. */
async function settle(world, server, tablets) {
  server.away = 0;
  for (let round = 0; round < 400; round += 1) {
    for (const tablet of tablets) void tablet.outbox.flush().then(() => tablet.outbox.letGo());
    await world.rest();
    if (tablets.every(({ disk }) => !disk.items.length && disk.held.every((one) => one.handedOver && !server.taken.has(one.rating.id)))) return;
  }
  assert.fail("something is never delivered");
}

function check(server, tablets, lost) {
  for (const tablet of tablets) {
    for (const [id, item] of tablet.promised) {
      const { stored, held } = server;
      assert.ok(stored.has(id) || held.has(id), `${id} is lost`);
      if (stored.has(id) && !held.has(id)) assert.equal(stored.get(id).rating.score, item.rating.score);
    }
  }
  for (const id of tablets.flatMap((tablet) => tablet.letGo)) assert.ok(server.stored.has(id), `${id} was let go`);
  for (const { atMs, rating } of server.stored.values()) assert.ok(atMs <= server.world.nowMs, `${rating.id} is ahead`);
  const alone = tablets.length === 1 && !lost;
  if (alone) assert.deepEqual(heldOf(server).filter(({ status }) => status === "conflict"), [], "said twice");
  checkNumbers(server);
}

/** Every number that did not come is a gap, every number that came for a second rating is a fork. */
function checkNumbers(server) {
  const came = new Map();
  const note = ({ id, outbox, seq }) => outbox && came.set(outbox, [...(came.get(outbox) ?? []), [seq, id]]);
  for (const { rating } of server.stored.values()) note(rating);
  for (const { rating, outbox, seq, status } of heldOf(server)) if (status !== "conflict") note({ id: rating.id, outbox, seq });
  for (const [outbox, pairs] of came) {
    const box = server.outboxes.get(outbox);
    const numbers = new Set(pairs.map(([seq]) => seq));
    const missing = Array.from({ length: box.reached + 1 }, (_, seq) => seq).filter((seq) => !numbers.has(seq));
    assert.deepEqual([...box.gaps].sort((a, b) => a - b), missing, `gaps of ${outbox}`);
    assert.equal(box.forks, pairs.length - numbers.size, `forks of ${outbox}`);
  }
}

function heldOf(server) {
  return [...server.held.values()];
}
