/** A countdown that says each second how many are left, and begins again at every touch. */

export class Countdown {
  #left = 0;
  #whole = 0;
  #ticking = 0;
  /** @type {() => void} */ #end = () => {};
  /** @type {(left: number) => void} */ #say = () => {};

  /**
   * @param {number} seconds
   * @param {(left: number) => void} say
   * @param {() => void} end
   */
  start(seconds, say, end) {
    this.stop();
    this.#whole = this.#left = seconds;
    this.#say = say;
    this.#end = end;
    say(seconds);
    this.#ticking = window.setInterval(() => this.#tick(), 1000);
  }

  /** Somebody is still there. */
  again() {
    if (!this.#ticking) return;
    this.#left = this.#whole;
    this.#say(this.#left);
  }

  /** Says it once more, in other words than before. */
  repeat() {
    if (this.#ticking) this.#say(this.#left);
  }

  stop() {
    clearInterval(this.#ticking);
    this.#ticking = 0;
  }

  #tick() {
    this.#left -= 1;
    this.#say(this.#left);
    if (this.#left > 0) return;
    this.stop();
    this.#end();
  }
}
