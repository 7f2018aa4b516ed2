/** The tablet itself: its token, its settings, its outbox, and what it reports to the server. */

import { network, post } from "./network.js";
import { instant, Outbox } from "./outbox.js";
import { Claims } from "./claims.js";

const SEND_EVERY_MS = 15_000;
const REPORT_EVERY_MS = 120_000;

export class Tablet {
  token = "";
  /** @type {any} */ settings = null;
  linked = false;
  refused = false;
  full = false;
  waiting = 0;
  lastSentMs = 0;
  /** By how much the server's clock was ahead of this one when they last spoke; 0 = not known. */
  offsetMs = 0;
  #reportedMs = -Infinity;
  #reporting = false;
  #known = "";

  /**
   * @param {import("./database.js").Database} database
   * @param {string} version
   * @param {() => void} changed Called when something that is shown has changed.
   */
  constructor(database, version, changed) {
    this.database = database;
    this.version = version;
    this.changed = changed;
    this.outbox = new Outbox(database, network(() => this.token), () => Date.now());
    this.claims = new Claims(database, () => this.token);
  }

  /**
   * Is again what the tablet was when it was last switched on.
   * @param {import("./database.js").Remembered} known
   */
  wake(known) {
    Object.assign(this, known);
    this.changed();
  }

  /** Seals a draft that was left, before anybody can begin another; sends and reports from now on. */
  start() {
    void this.seal();
    setInterval(() => void this.deliver(), SEND_EVERY_MS);
    window.addEventListener("online", () => void this.deliver());
    document.addEventListener("visibilitychange", () => void (document.hidden || this.deliver()));
  }

  /** The server's time, as well as it is known. */
  now() {
    return Date.now() + this.offsetMs;
  }

  /**
   * Takes another token; what waits goes out under it with its old numbers, new ratings begin new
   * ones: so two tablets whose storage was copied part ways when each is paired again.
   * @param {string} token
   * @returns {Promise<boolean>} Whether the server knows it; without a network: not yet known, false.
   */
  async pair(token) {
    await this.seal();
    const before = this.token;
    this.token = token;
    await this.report();
    if (this.refused && before) this.token = before;
    if (this.refused) return false;
    if (token !== before) await this.database.renumber();
    await this.database.keep("token", token);
    void this.deliver();
    return this.settings !== null;
  }

  /** Forgets whose tablet this is; what waits stays. */
  async unpair() {
    this.token = "";
    this.settings = null;
    this.#known = "";
    await this.database.forget("token");
    await this.database.forget("settings");
  }

  /**
   * @param {import("./outbox.js").Rating} rating
   * @param {number} ratedMs
   * @returns {Promise<boolean>} Whether it is on the disk.
   */
  async keep(rating, ratedMs) {
    return this.#written(() => this.outbox.keep(rating, ratedMs));
  }

  /** @returns {Promise<boolean>} Whether the draft, if there was one, is sealed on the disk. */
  async seal() {
    const written = await this.#written(() => this.outbox.seal());
    await this.#count();
    void this.deliver();
    return written;
  }

  /**
   * What the number of an invitation is about; null = the server knows no such number here.
   * @param {string} number
   * @returns {Promise<{counter: string, late: boolean} | null>}
   */
  async ticket(number) {
    const reply = await post("/api/v1/tickets/number", { number }, this.token);
    if (reply.ours && reply.status === 200) return reply.body;
    return reply.ours && reply.status < 500 ? null : { counter: "", late: false };
  }

  /** Sign-ons first, so that ratings are attributed by them; then ratings; then the report. */
  async deliver() {
    if (!this.token) return;
    await this.claims.flush();
    const before = this.waiting;
    const state = await this.outbox.flush();
    await this.#count();
    if (this.waiting < before) this.lastSentMs = Date.now();
    if (state === "refused") this.refused = true;
    if (state !== "empty") this.linked = false;
    if (state !== "refused" && this.#isReportDue()) await this.report();
    this.changed();
  }

  #isReportDue() {
    return !this.#reporting && Date.now() - this.#reportedMs > (this.linked ? REPORT_EVERY_MS : 0);
  }

  /**
   * Says how this tablet is; learns the server's time, what became of held ratings and, when they
   * have changed, its settings.
   */
  async report() {
    this.#reporting = true;
    const reply = await post("/api/v1/devices/report", await this.#state(), this.token);
    this.linked = reply.ours && reply.status === 200;
    this.refused = reply.ours && reply.status === 401;
    if (this.linked) await this.#learn(reply.body);
    if (this.linked) await this.outbox.letGo();
    this.#reporting = false;
    this.changed();
  }

  async #state() {
    const numbering = await this.database.numbering();
    const held = await this.database.heldList();
    return {
      sent_at: instant(Date.now()) ?? instant(0),
      version: this.version,
      outbox: numbering.id,
      made: numbering.next,
      waiting: this.waiting,
      held: held.length,
      repeats: numbering.repeats,
      full: this.full,
      settings: this.settings?.hash ?? "",
    };
  }

  /** @param {any} body */
  async #learn(body) {
    this.#reportedMs = Date.now();
    this.offsetMs = Date.parse(body.now) - Date.now();
    if (!body.settings || body.settings.hash === this.#known) return;
    this.settings = body.settings;
    this.#known = body.settings.hash;
    await this.#written(() => this.database.keep("settings", body.settings));
  }

  async #count() {
    this.waiting = await this.database.waiting();
    this.changed();
  }

  /**
   * @param {() => Promise<unknown>} work
   * @returns {Promise<boolean>}
   */
  async #written(work) {
    try {
      await work();
      this.full = false;
      return true;
    } catch {
      this.full = true;
      return false;
    }
  }
}
