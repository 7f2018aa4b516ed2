/** A world in which everything happens in an order that a seed decides: steps, drops, crashes, clocks. */

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class World {
  #waiting = [];
  nowMs = Date.UTC(2026, 4, 15, 1, 0);

  constructor(seed) {
    this.random = chance(seed);
  }

  below(limit) {
    return Math.floor(this.random() * limit);
  }

  happens(share) {
    return this.random() < share;
  }

  /** Comes back when the world gets round to it; never, when its process has been killed. */
  step(process) {
    return new Promise((resolve) => this.#waiting.push({ process, resolve }));
  }

  /** Does one waiting thing, whichever; false when nothing waits. */
  async turn() {
    this.#waiting = this.#waiting.filter(({ process }) => process.alive);
    if (!this.#waiting.length) return false;
    this.nowMs += this.below(5_000);
    const [next] = this.#waiting.splice(this.below(this.#waiting.length), 1);
    next.resolve();
    await new Promise((after) => setImmediate(after));
    return true;
  }

  async rest() {
    while (await this.turn());
  }
}
