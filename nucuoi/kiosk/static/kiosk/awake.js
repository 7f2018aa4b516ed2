/** The screen stays on while people are received, and is dimmed while they are not. */

import { one } from "./page.js";
import { isOpen } from "./places.js";

const LOOK_EVERY_MS = 30_000;
const TOUCHED_MS = 120_000;

export class Awake {
  /** @type {any} */ #lock = null;
  #touchedMs = -Infinity;

  /** @param {import("./tablet.js").Tablet} tablet */
  constructor(tablet) {
    this.tablet = tablet;
    document.addEventListener("pointerdown", () => this.touched(), true);
    document.addEventListener("keydown", () => this.touched(), true);
    document.addEventListener("visibilitychange", () => this.look());
    setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  touched() {
    this.#touchedMs = performance.now();
    this.look();
  }

  look() {
    const { settings } = this.tablet;
    const closed = settings !== null && !isOpen(settings.hours, this.tablet.now());
    const dim = closed && performance.now() - this.#touchedMs > TOUCHED_MS;
    one("[data-asleep]").hidden = !dim;
    void (dim ? this.#release() : this.#hold());
  }

  async #hold() {
    const { wakeLock } = /** @type {any} */ (navigator);
    if (!wakeLock || document.hidden || (this.#lock && !this.#lock.released)) return;
    this.#lock = await wakeLock.request("screen").catch(() => null);
  }

  async #release() {
    await this.#lock?.release();
    this.#lock = null;
  }
}
