/**
 * The outbox: what a person said stays on the tablet until the server has spoken about that very
 * rating. Storage, network and clock come in as ports, so that tests/js runs this file, as it is
 * shipped, against a model of all three. Every method of a store is one durable transaction.
 */

/** @typedef {Record<string, unknown> & {id: string}} Rating */
/** @typedef {{rating: Rating, ratedMs: number}} Draft */
/**
 * @typedef {object} Item A sealed rating.
 * @property {number} place Where it stands in the storage, ascending.
 * @property {string} outbox
 * @property {number} seq Its number in the outbox, from 0 without gaps.
 * @property {Rating} rating
 * @property {number} ratedMs This tablet's clock at the rating.
 */
/** @typedef {{id: string, status: string, errors?: Record<string, string>}} Result */
/** @typedef {Item & {status: string, errors: Record<string, string>, handedOver: boolean}} Held */

/**
 * @typedef {object} Store
 * @property {() => Promise<Draft | null>} draft
 * @property {(draft: Draft) => Promise<void>} keepDraft
 * @property {() => Promise<Item | null>} seal Numbers the draft and takes it in; null = there was none.
 * @property {(limit: number, after: number) => Promise<Item[]>} first The first places above `after`.
 * @property {(done: number[], held: Held[], repeats: number) => Promise<void>} settle Takes these places
 *   away, puts those on the held list, and adds to the count of repeats.
 * @property {(limit: number) => Promise<Held[]>} held What is on the held list and not handed over.
 * @property {(places: number[]) => Promise<void>} handOver
 * @property {(limit: number, after: number) => Promise<Held[]>} handedOver The first of the held list
 *   above that place of which the server has a copy.
 * @property {(places: number[]) => Promise<void>} letGo Takes these off the held list.
 */

/**
 * @typedef {{kind: "answered", results: Result[]} | {kind: "wait"} | {kind: "refused"} | {kind: "unread"}} Answer
 *   wait = nobody answered, or not now; refused = the token does not hold; unread = the server could
 *   not read the batch as a whole.
 */
/**
 * @typedef {object} Network
 * @property {(ratings: Rating[]) => Promise<Answer>} send
 * @property {(held: Held[]) => Promise<Answer>} handOver
 * @property {(ids: string[]) => Promise<string[] | null>} taken Those that have become ratings after
 *   all; null = nobody answered.
 */
/** @typedef {"empty" | "wait" | "refused"} State */

export const BATCH = 500;
const ARRIVED = new Set(["accepted", "duplicate", "disputed"]);
const NEVER = new Set(["conflict", "invalid", "unknown_counter", "closed"]);

export class Outbox {
  /** @type {Store} */ #store;
  /** @type {Network} */ #network;
  /** @type {() => number} */ #now;
  /** @type {Promise<State> | null} */ #running = null;
  #again = false;
  /** @type {Promise<unknown>} */ #written = Promise.resolve();

  /**
   * @param {Store} store
   * @param {Network} network
   * @param {() => number} now This tablet's clock, milliseconds since 1970.
   */
  constructor(store, network, now) {
    this.#store = store;
    this.#network = network;
    this.#now = now;
  }

  /**
   * Keeps what a person has said so far; durable when it resolves.
   * @param {Rating} rating
   * @param {number} [ratedMs] When the face was touched; now, where it is not given.
   * @returns {Promise<void>}
   */
  keep(rating, ratedMs = this.#now()) {
    return this.#inOrder(() => this.#store.keepDraft({ rating, ratedMs }));
  }

  /**
   * Seals the draft, if there is one: from here on it is a rating.
   * @returns {Promise<Item | null>}
   */
  seal() {
    return this.#inOrder(() => this.#store.seal());
  }

  /**
   * Sends what waits. One run at a time; a call meanwhile makes the run look once more.
   * @returns {Promise<State>} empty = everything is delivered; wait = try later; refused = pair again.
   */
  flush() {
    this.#again = true;
    this.#running ??= this.#runs().finally(() => (this.#running = null));
    return this.#running;
  }

  async #runs() {
    /** @type {State} */
    let state = "empty";
    while (this.#again) {
      this.#again = false;
      state = await this.#run();
    }
    return state;
  }

  /** @returns {Promise<State>} */
  async #run() {
    const state = (await this.#deliver()) ?? "empty";
    return state === "refused" ? state : ((await this.#handOver()) ?? state);
  }

  /** @returns {Promise<State | null>} null = nothing waits any more. */
  async #deliver() {
    let limit = BATCH;
    let passed = 0;
    let left = false;
    for (;;) {
      const items = await this.#store.first(limit, passed);
      const last = items.at(-1);
      if (!last) return left ? "wait" : null;
      const answer = await this.#network.send(items.map((item) => this.#stamped(item)));
      if (answer.kind === "unread" && items.length > 1) {
        limit = 1;
        continue;
      }
      if (answer.kind !== "answered") return answer.kind === "refused" ? "refused" : "wait";
      left = (await this.#settle(items, answer.results)) || left;
      passed = last.place;
    }
  }

  /**
   * @param {Item[]} items
   * @param {Result[]} results
   * @returns {Promise<boolean>} Whether some must be sent again.
   */
  async #settle(items, results) {
    const said = new Map(results.map((result) => [result.id, result]));
    const done = [];
    const held = [];
    let repeats = 0;
    for (const item of items) {
      const result = said.get(item.rating.id);
      if (!result) continue;
      if (ARRIVED.has(result.status)) done.push(item.place);
      if (result.status === "duplicate") repeats += 1;
      if (NEVER.has(result.status)) held.push(onHold(item, result));
    }
    const away = [...done, ...held.map((one) => one.place)];
    if (away.length) await this.#store.settle(away, held, repeats);
    return away.length < items.length;
  }

  /** @returns {Promise<State | null>} */
  async #handOver() {
    for (;;) {
      const held = await this.#store.held(BATCH);
      if (!held.length) return null;
      const answer = await this.#network.handOver(held.map((one) => ({ ...one, rating: this.#stamped(one) })));
      if (answer.kind !== "answered") return answer.kind === "refused" ? "refused" : "wait";
      await this.#store.handOver(held.map((one) => one.place));
    }
  }

  /** Asks what has become of the held ratings, and lets go of those that staff took in. */
  async letGo() {
    for (let after = 0; ; ) {
      const held = await this.#store.handedOver(BATCH, after);
      const taken = held.length ? await this.#network.taken(held.map((one) => one.rating.id)) : null;
      if (!taken) return;
      const gone = held.filter((one) => taken.includes(one.rating.id));
      if (gone.length) await this.#store.letGo(gone.map((one) => one.place));
      after = /** @type {Held} */ (held.at(-1)).place;
    }
  }

  /**
   * The rating as it goes out: its number, and both readings of this tablet's clock.
   * @param {Item} item
   * @returns {Rating}
   */
  #stamped(item) {
    const { rating, outbox, seq, ratedMs } = item;
    return { ...rating, outbox, seq, rated_at: instant(ratedMs), sent_at: instant(this.#now()) };
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  #inOrder(work) {
    const next = this.#written.then(work, work);
    this.#written = next.catch(() => {});
    return next;
  }
}

/**
 * @param {Item} item
 * @param {Result} result
 * @returns {Held}
 */
function onHold(item, result) {
  return { ...item, status: result.status, errors: result.errors ?? {}, handedOver: false };
}

/**
 * An instant as RFC 3339; undefined for a clock beyond the years 1 to 9999, which no date can say.
 * @param {number} ms
 * @returns {string | undefined}
 */
export function instant(ms) {
  const text = Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : "";
  return /^(?!0000)\d{4}-/.test(text) ? text : undefined;
}
