/** One person in front of the tablet: desk, face, more, thanks, and nothing left behind. */

import { makeReceipt } from "../ratings/rate/receipt.js";
import { all, announce, counted, one, screen, show } from "./page.js";
import { lengthOf, ratingOf, sideOf } from "./said.js";
import { drawCode } from "./slip.js";
import { Countdown } from "./timer.js";
import { speak } from "./wording.js";

/** @typedef {import("./places.js").Desk} Desk */

const MORE_S = 60;
const WARN_S = 20;
const THANKS_S = 8;
const CODE_S = 60;
const REST_MS = 400;

export class Visit {
  /** @type {Desk | null} */ desk = null;
  /** @type {import("./said.js").Beginning | null} */ #beginning = null;
  #ratedMs = 0;
  #rater = "citizen";
  #lang = "vi";
  #ticket = "";
  #code = "";
  #sealing = false;
  #rest = 0;
  #countdown = new Countdown();
  /** @type {Promise<unknown>} */ #receipt = Promise.resolve();

  /**
   * @param {import("./tablet.js").Tablet} tablet
   * @param {import("./comfort.js").Comfort} comfort
   * @param {() => void} begin Shows the first screen.
   * @param {(counter: string) => void} chosen Goes on to the faces of that desk; empty = the present one.
   */
  constructor(tablet, comfort, begin, chosen) {
    this.chosen = chosen;
    this.tablet = tablet;
    this.comfort = comfort;
    this.begin = begin;
    this.form = /** @type {HTMLFormElement} */ (one("[data-more]"));
    this.#listen();
  }

  /** A desk has been chosen: when nobody goes on, the choice is undone. */
  expect() {
    this.#countdown.start(MORE_S, () => {}, () => this.#leave());
  }

  /** Whether nobody is in the middle of anything. */
  get idle() {
    return !this.#beginning && !this.#ticket && this.#lang === "vi";
  }

  /** Forgets the person: words, choices, code. */
  wipe() {
    this.#countdown.stop();
    clearTimeout(this.#rest);
    this.#beginning = null;
    this.#ticket = this.#code = "";
    one("[data-late]").hidden = true;
    this.#sealing = false;
    this.#rater = "citizen";
    this.#lang = "vi";
    this.form.reset();
    one("[data-receipt]").textContent = "";
    one("[data-slip]").hidden = true;
    one("path", one("[data-qr]")).setAttribute("d", "");
    announce("");
    this.comfort.reset();
    this.speak();
  }

  speak() {
    if (!this.tablet.settings) return;
    speak(this.tablet.settings, { lang: this.#lang, rater: this.#rater });
    this.#tellSide();
    this.#tellLeft();
    this.#countdown.repeat();
  }

  get words() {
    return this.tablet.settings.words[this.#lang];
  }

  #listen() {
    for (const face of all("[data-score]")) face.addEventListener("click", () => void this.#touch(Number(face.dataset.score)));
    for (const button of all("[data-lang]")) button.addEventListener("click", () => this.#language(button.dataset.lang ?? "vi"));
    this.form.addEventListener("input", () => this.#said());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#seal();
    });
    on("skip", () => void this.#skip());
    on("again", () => show("faces"));
    on("code", () => void this.#showCode());
    on("done", () => this.end());
    on("rater", () => this.#otherRater());
    on("ticket", () => this.#askTicket());
    one("[data-ticket]").addEventListener("submit", (event) => this.#useTicket(event));
    for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, () => this.#countdown.again(), true);
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  /**
   * A face is a draft at once: what follows can only add to it.
   * @param {number} score
   */
  async #touch(score) {
    if (this.#sealing || !this.desk || !this.tablet.settings) return;
    const fresh = !this.#beginning;
    if (fresh) this.#ratedMs = Date.now();
    const { form } = this.tablet.settings;
    this.#beginning = { ...(this.#beginning ?? { id: crypto.randomUUID() }), counter: this.desk.code, score, form, lang: this.#lang, rater: this.#rater };
    if (this.#ticket) this.#beginning.ticket = this.#ticket;
    if (fresh) this.#makeReceipt(this.#beginning);
    this.#tellSide();
    if (!(await this.#keep())) return this.#unwritten();
    show("more");
    this.#countdown.start(MORE_S, (left) => this.#tellReturn(left), () => this.#leave());
  }

  /** @param {import("./said.js").Beginning} beginning */
  #makeReceipt(beginning) {
    this.#receipt = makeReceipt().then((made) => {
      if (this.#beginning?.id !== beginning.id || !made) return;
      this.#beginning.receipt = made.lookup;
      this.#code = made.code;
    });
  }

  #said() {
    this.#tellLeft();
    this.#keepSoon();
  }

  /** Once the fingers rest; never again after it has been sealed. */
  #keepSoon() {
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => void (this.#sealing || this.#keep()), REST_MS);
  }

  /** @returns {Promise<boolean>} Whether it is on the disk. */
  async #keep() {
    clearTimeout(this.#rest);
    if (!this.#beginning) return true;
    const rating = ratingOf(this.#beginning, new FormData(this.form), this.tablet.settings.remark_limit);
    return this.tablet.keep(rating, this.#ratedMs);
  }

  async #skip() {
    this.form.reset();
    await this.#seal();
  }

  /** @param {boolean} [walkedAway] Nobody is there to be thanked. */
  async #seal(walkedAway = false) {
    if (this.#sealing || !this.#beginning) return;
    this.#sealing = true;
    this.#countdown.stop();
    await this.#receipt;
    const wants = new FormData(this.form).has("wants_answer");
    const sealed = (await this.#keep()) && (await this.tablet.seal());
    if (!sealed) return this.#unwritten();
    if (walkedAway) return this.end();
    this.#thank(wants);
  }

  /** @param {boolean} wants An answer: then the code is needed, and shown. */
  #thank(wants) {
    one("[data-thanks-words]").textContent = `${this.words.recorded} ${this.words.promise}`;
    one('[data-action="code"]').hidden = !this.#code;
    show("thanks");
    if (wants && this.#code) return void this.#showCode();
    this.#countdown.start(THANKS_S, (left) => this.#tellReturn(left), () => this.end());
  }

  async #showCode() {
    if (!this.#code) return;
    const address = this.tablet.settings.receipts;
    one("[data-receipt]").textContent = this.#code;
    one("[data-receipts-address]").textContent = address.replace(/^https?:\/\//, "").replace(/\/$/, "");
    one("[data-thanks-words]").textContent = this.words.code_keep;
    one('[data-action="code"]').hidden = true;
    drawCode(one("[data-qr]"), `${address}?lang=${this.#lang}#${this.#code}`);
    one("[data-slip]").hidden = false;
    this.#countdown.start(CODE_S, (left) => this.#tellReturn(left), () => this.end());
  }

  /** Nobody has touched anything for a while: what was said is sealed. */
  #leave() {
    if (this.#beginning) void this.#seal(true);
    else this.end();
  }

  /** Back to the first screen for the next person. */
  end() {
    this.wipe();
    this.begin();
  }

  #unwritten() {
    this.wipe();
    show("unwritten");
    this.tablet.changed();
    this.#countdown.start(MORE_S, () => {}, () => this.end());
  }

  #tellSide() {
    const score = this.#beginning?.score ?? 5;
    const side = sideOf(score);
    for (const part of all("[data-chosen]")) part.hidden = part.dataset.chosen !== String(score);
    for (const part of all("[data-side]", this.form)) {
      part.hidden = part.dataset.side !== side;
      if (part instanceof HTMLFieldSetElement) part.disabled = part.hidden;
    }
    const asked = this.tablet.settings.questions[this.#lang][this.#rater];
    one("[data-more-title]").textContent = asked.headings[side];
    one("[data-remark-label]").textContent = this.words[`${side}_remark`];
    one("[data-send]").textContent = this.words[`send_${side}`];
  }

  #tellLeft() {
    const remark = /** @type {HTMLTextAreaElement} */ (one("#remark"));
    const left = this.tablet.settings.remark_limit - lengthOf(remark.value);
    one("[data-left]").textContent = counted(left < 0 ? this.words.remark_over : this.words.remark_left, Math.abs(left));
  }

  /** @param {number} left */
  #tellReturn(left) {
    const soon = screen() === "more" && left <= WARN_S;
    const words = counted(this.words.returns, left);
    for (const part of all("[data-returns]")) part.textContent = words;
    one("[data-saved]").classList.toggle("is-soon", soon);
    if (left === WARN_S && screen() === "more") announce(`${this.words.still_there} ${words}`);
  }

  /** @param {string} lang */
  #language(lang) {
    this.#lang = lang;
    if (this.#beginning) this.#beginning.lang = lang;
    this.speak();
    this.#keepSoon();
    if (!this.#beginning) this.#countdown.start(MORE_S, () => {}, () => this.#leave());
  }

  #otherRater() {
    this.#rater = this.#rater === "citizen" ? "business" : "citizen";
    if (this.#beginning) this.#beginning.rater = this.#rater;
    this.speak();
    this.#countdown.start(MORE_S, () => {}, () => this.#leave());
  }

  #askTicket() {
    one("#ticket_error").hidden = true;
    show("ticket");
    one("#ticket_number").focus();
    this.#countdown.start(MORE_S, () => {}, () => this.#leave());
  }

  /** @param {Event} event */
  #useTicket(event) {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (one("#ticket_number"));
    const digits = field.value.replace(/\D/g, "");
    one("#ticket_error").hidden = digits.length === 10;
    if (digits.length !== 10) return field.focus();
    void this.#askNumber(digits, field);
  }

  /**
   * The server says what the number is about; without a network it is taken as it is, and counts
   * or not when it arrives.
   * @param {string} digits
   * @param {HTMLInputElement} field
   */
  async #askNumber(digits, field) {
    const meant = await this.tablet.ticket(digits);
    if (screen() !== "ticket") return;
    one("#ticket_error").hidden = meant !== null;
    if (!meant) return field.focus();
    field.value = "";
    this.#ticket = digits;
    one("[data-late]").hidden = !meant.late;
    this.chosen(meant.counter);
  }

  /** @param {KeyboardEvent} event Digits choose a face, as a keypad or a switch does. */
  #key(event) {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (typing || screen() !== "faces" || !/^[1-5]$/.test(event.key)) return;
    void this.#touch(Number(event.key));
  }
}

/**
 * @param {string} action
 * @param {() => void} act
 */
export function on(action, act) {
  for (const button of all(`[data-action="${action}"]`)) button.addEventListener("click", act);
}
