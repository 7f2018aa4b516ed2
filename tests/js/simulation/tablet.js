/** A simulated tablet: the shipped outbox over a disk that outlives crashes and a network that lies. */

import { Outbox } from "../../../nucuoi/kiosk/static/kiosk/outbox.js";

const THREE_DAYS_MS = 3 * 86_400_000;

export class Tablet {
  process = { alive: false };
  skewMs = 0;
  token = "first";
  said = 0;
  /** Ratings whose person has seen the thanks. */
  promised = new Map();
  /** Held ratings that it no longer keeps. */
  letGo = [];

  constructor(world, server, name, disk) {
    Object.assign(this, { world, server, name });
    this.disk = disk ?? { draft: null, items: [], held: [], numbering: { id: `outbox-${name}`, next: 0, repeats: 0 }, place: 0 };
  }

  clock() {
    return this.world.nowMs + this.skewMs;
  }

  /** Switched on: as the application does, the draft is sealed and what waits is sent. */
  start() {
    this.process = { alive: true };
    this.outbox = new Outbox(this.#store(), this.#network(), () => this.clock());
    this.line = this.#seal();
    void this.outbox.flush();
  }

  kill() {
    this.process.alive = false;
  }

  turnClock() {
    this.skewMs = Math.round((this.world.random() * 2 - 1) * THREE_DAYS_MS);
  }

  clone(name) {
    const copy = new Tablet(this.world, this.server, name, structuredClone(this.disk));
    return Object.assign(copy, { token: this.token });
  }

  /** People come one after the other. */
  person() {
    const { process } = this;
    this.line = this.line.then(() => process.alive && this.#visit());
  }

  /** One person: face, perhaps more, and thanks. */
  async #visit() {
    const { world } = this;
    const counter = world.happens(0.05) ? "nowhere" : world.happens(0.1) ? "b" : "a";
    const rating = { id: `${this.name}-${this.said++}`, counter, score: 1 + world.below(5) };
    if (world.happens(0.03)) rating.unreadable = true;
    await this.#seal();
    await this.outbox.keep(rating, this.clock());
    if (world.happens(0.5)) void this.outbox.keep({ ...rating, remark: `r${world.below(100)}` }, this.clock());
    await this.#seal();
    void this.outbox.flush();
  }

  async #seal() {
    const item = await this.outbox.seal();
    if (item) this.promised.set(item.rating.id, item);
  }

  /** Each method is one transaction; a crash may come before it or after it, never inside. */
  #store() {
    const { disk } = this;
    const methods = {
      draft: () => disk.draft,
      keepDraft: (draft) => void (disk.draft = draft),
      seal: () => {
        if (!disk.draft) return null;
        const item = { ...disk.draft, place: ++disk.place, outbox: disk.numbering.id, seq: disk.numbering.next++ };
        disk.draft = null;
        disk.items.push(item);
        return item;
      },
      first: (limit, after) => disk.items.filter((item) => item.place > after).slice(0, limit),
      settle: (away, held, repeats) => {
        disk.items = disk.items.filter((item) => !away.includes(item.place));
        disk.held.push(...held);
        disk.numbering.repeats += repeats;
      },
      held: (limit) => disk.held.filter((one) => !one.handedOver).slice(0, limit),
      handOver: (places) => disk.held.forEach((one) => (one.handedOver ||= places.includes(one.place))),
      handedOver: (limit, after) => disk.held.filter((one) => one.handedOver && one.place > after).slice(0, limit),
      letGo: (places) => {
        for (const one of disk.held) if (places.includes(one.place)) this.letGo.push(one.rating.id);
        disk.held = disk.held.filter((one) => !places.includes(one.place));
      },
    };
    const { world, process } = this;
    const durable = (work) => async (...given) => {
      await world.step(process);
      const result = structuredClone(work(...structuredClone(given)));
      await world.step(process);
      return result;
    };
    return Object.fromEntries(Object.entries(methods).map(([name, work]) => [name, durable(work)]));
  }

  #network() {
    return {
      send: (ratings) => this.#call(() => this.server.take(structuredClone(ratings), this.token)),
      handOver: (held) => this.#call(() => this.server.keepHeld(structuredClone(held), this.token)),
      taken: (ids) => this.#call(() => this.server.saysTaken(ids, this.token), null),
    };
  }

  /** The request may be lost, come twice, or come after its sender gave up; so may the answer. */
  async #call(arrive, silence = { kind: "wait" }) {
    const { world, process } = this;
    await world.step(process);
    if (world.happens(this.server.away)) return silence;
    if (world.happens(0.1)) void this.#late(arrive);
    if (world.happens(0.1)) return silence;
    const answer = arrive();
    await world.step(process);
    return world.happens(0.1) ? silence : answer;
  }

  /** A packet on the way outlives the tablet that sent it. */
  async #late(arrive) {
    for (let rest = this.world.below(8); rest > 0; rest -= 1) await this.world.step({ alive: true });
    arrive();
  }
}
