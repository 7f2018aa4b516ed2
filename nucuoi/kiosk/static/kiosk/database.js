/** The tablet's storage: IndexedDB, every change flushed to the disk before it counts as done. */

import { openDB } from "./vendor/idb.js";

/** @typedef {import("./outbox.js").Item} Item */
/** @typedef {import("./outbox.js").Held} Held */
/** @typedef {import("./outbox.js").Draft} Draft */
/** @typedef {import("./outbox.js").Store} Store */
/** @typedef {{counter: string, code: string, id: string, atMs: number}} Claim Signing on, told to the server later. */
/** @typedef {{id: string, next: number, repeats: number}} Numbering */
/** @typedef {{token: string, settings: any, waiting: number}} Remembered */

const NAME = "nucuoi-kiosk";
const STRICT = { durability: "strict" };

/** @returns {Promise<Database>} */
export async function openDatabase() {
  const base = await openDB(NAME, 1, {
    upgrade(/** @type {any} */ fresh) {
      fresh.createObjectStore("own");
      fresh.createObjectStore("items", { keyPath: "place", autoIncrement: true });
      fresh.createObjectStore("held", { keyPath: "place" });
    },
  });
  return new Database(base);
}

/** @implements {Store} */
export class Database {
  /** @param {any} base */
  constructor(base) {
    this.base = base;
  }

  /**
   * What the tablet knew when it was last switched on, in one look.
   * @returns {Promise<Remembered>}
   */
  async remembered() {
    const look = this.base.transaction(["own", "items"]);
    const own = look.objectStore("own");
    const [token, settings, waiting] = await Promise.all([
      own.get("token"),
      own.get("settings"),
      look.objectStore("items").count(),
    ]);
    return { token: token ?? "", settings: settings ?? null, waiting };
  }

  /** @returns {Promise<Draft | null>} */
  async draft() {
    return (await this.base.get("own", "draft")) ?? null;
  }

  /** @param {Draft} draft */
  async keepDraft(draft) {
    await this.keep("draft", draft);
  }

  /** @returns {Promise<Item | null>} */
  async seal() {
    const change = this.base.transaction(["own", "items"], "readwrite", STRICT);
    const own = change.objectStore("own");
    const draft = await own.get("draft");
    let item = null;
    if (draft) {
      const numbering = (await own.get("numbering")) ?? fresh();
      item = { ...draft, outbox: numbering.id, seq: numbering.next };
      item.place = await change.objectStore("items").add(item);
      await own.put({ ...numbering, next: numbering.next + 1 }, "numbering");
      await own.delete("draft");
    }
    await change.done;
    return item;
  }

  /**
   * @param {number} limit
   * @param {number} after
   * @returns {Promise<Item[]>}
   */
  async first(limit, after) {
    return this.base.getAll("items", IDBKeyRange.lowerBound(after, true), limit);
  }

  /**
   * @param {number[]} away
   * @param {Held[]} held
   * @param {number} repeats
   */
  async settle(away, held, repeats) {
    const change = this.base.transaction(["own", "items", "held"], "readwrite", STRICT);
    const own = change.objectStore("own");
    const numbering = repeats ? await own.get("numbering") : null;
    await Promise.all([
      ...away.map((place) => change.objectStore("items").delete(place)),
      ...held.map((one) => change.objectStore("held").put(one)),
      numbering && own.put({ ...numbering, repeats: numbering.repeats + repeats }, "numbering"),
      change.done,
    ]);
  }

  /**
   * @param {number} limit
   * @returns {Promise<Held[]>}
   */
  async held(limit) {
    const all = await this.heldList();
    return all.filter((one) => !one.handedOver).slice(0, limit);
  }

  /** @returns {Promise<Held[]>} */
  async heldList() {
    return this.base.getAll("held");
  }

  /** @param {number[]} places */
  async handOver(places) {
    const change = this.base.transaction("held", "readwrite", STRICT);
    for (const place of places) {
      const one = await change.store.get(place);
      if (one) void change.store.put({ ...one, handedOver: true });
    }
    await change.done;
  }

  /**
   * @param {number} limit
   * @param {number} after
   * @returns {Promise<Held[]>}
   */
  async handedOver(limit, after) {
    const all = await this.heldList();
    return all.filter((one) => one.handedOver && one.place > after).slice(0, limit);
  }

  /** @param {number[]} places */
  async letGo(places) {
    const change = this.base.transaction("held", "readwrite", STRICT);
    await Promise.all([...places.map((place) => change.store.delete(place)), change.done]);
  }

  /** @returns {Promise<number>} */
  async waiting() {
    return this.base.count("items");
  }

  /** @returns {Promise<Numbering>} */
  async numbering() {
    const change = this.base.transaction("own", "readwrite", STRICT);
    const known = (await change.store.get("numbering")) ?? fresh();
    await Promise.all([change.store.put(known, "numbering"), change.done]);
    return known;
  }

  /** Begins a new outbox; what waits keeps the numbers it has. */
  async renumber() {
    await this.keep("numbering", fresh());
  }

  /**
   * One of the tablet's own things: token, settings, claims, choices.
   * @param {string} name
   * @returns {Promise<any>}
   */
  async own(name) {
    return this.base.get("own", name);
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  async keep(name, value) {
    const change = this.base.transaction("own", "readwrite", STRICT);
    await Promise.all([change.store.put(value, name), change.done]);
  }

  /** @param {string} name */
  async forget(name) {
    const change = this.base.transaction("own", "readwrite", STRICT);
    await Promise.all([change.store.delete(name), change.done]);
  }
}

/** @returns {Numbering} */
function fresh() {
  return { id: crypto.randomUUID(), next: 0, repeats: 0 };
}
