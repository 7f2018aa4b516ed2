/** Signing on: proved by the server; without a network it is a claim that is checked later. */

import { post } from "./network.js";
import { instant } from "./outbox.js";

/** @typedef {import("./database.js").Claim} Claim */
/** @typedef {{state: "proved" | "wrong" | "later", fullName: string, words: string}} Proof */

export class Claims {
  /** @type {Promise<void> | null} */ #running = null;

  /**
   * @param {import("./database.js").Database} database
   * @param {() => string} token
   */
  constructor(database, token) {
    this.database = database;
    this.token = token;
  }

  /**
   * @param {string} counter
   * @param {string} code Empty = sign off.
   * @returns {Promise<Proof>}
   */
  async make(counter, code) {
    const claim = { id: crypto.randomUUID(), counter, code, atMs: Date.now() };
    const proof = await this.#prove(claim);
    if (proof.state === "later") await this.database.keep("claims", [...(await this.#kept()), claim]);
    if (proof.state === "proved") await this.#remember(claim, proof.fullName);
    return proof;
  }

  /** Proves what could not be proved before, in order; a wrong one is dropped and told to staff. */
  flush() {
    this.#running ??= this.#proveAll().finally(() => (this.#running = null));
    return this.#running;
  }

  async #proveAll() {
    for (let claims = await this.#kept(); claims[0]; claims = await this.#kept()) {
      const proof = await this.#prove(claims[0]);
      if (proof.state === "later") return;
      await this.database.keep("claims", claims.slice(1));
      if (proof.state === "proved") await this.#remember(claims[0], proof.fullName);
      else await this.database.keep("refusedClaim", { counter: claims[0].counter, atMs: claims[0].atMs });
    }
  }

  /** @returns {Promise<Record<string, {fullName: string, atMs: number}>>} Counter to who signed on there. */
  async signedOn() {
    return (await this.database.own("signedOn")) ?? {};
  }

  /** @returns {Promise<number>} */
  async waiting() {
    return (await this.#kept()).length;
  }

  /** @returns {Promise<Claim[]>} */
  async #kept() {
    return (await this.database.own("claims")) ?? [];
  }

  /**
   * @param {Claim} claim
   * @returns {Promise<Proof>}
   */
  async #prove(claim) {
    const { id, counter, code, atMs } = claim;
    const call = { id, counter, code, at: instant(atMs), sent_at: instant(Date.now()) };
    const reply = await post("/api/v1/devices/sign-on", call, this.token());
    if (reply.ours && reply.status === 200) return { state: "proved", fullName: reply.body.full_name, words: "" };
    if (reply.ours && reply.status === 429) return { state: "wrong", fullName: "", words: "Đã gõ sai 5 lần. Xin chờ 10 phút." };
    if (reply.ours && [403, 404, 422].includes(reply.status)) return { state: "wrong", fullName: "", words: "Mã trực quầy này không đúng. Xin gõ lại." };
    return { state: "later", fullName: "", words: "Chưa có mạng: máy sẽ kiểm tra mã này khi nối lại." };
  }

  /**
   * @param {Claim} claim
   * @param {string} fullName Empty = signed off.
   */
  async #remember(claim, fullName) {
    const now = { ...(await this.signedOn()) };
    delete now[claim.counter];
    if (fullName) now[claim.counter] = { fullName, atMs: claim.atMs };
    await this.database.keep("signedOn", now);
  }
}
