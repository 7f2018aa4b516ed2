/** A model of intake as the contract describes it, with its accounting of gaps and forks. */

const DAY_MS = 86_400_000;

export class Server {
  stored = new Map();
  held = new Map();
  outboxes = new Map();
  tokens = new Set(["first"]);
  closed = new Set();
  /** Held ratings that staff took in. */
  taken = new Set();

  constructor(world) {
    this.world = world;
  }

  /** The answer to ratings, sent singly or as a batch. */
  take(ratings, token) {
    if (!this.tokens.has(token)) return { kind: "refused" };
    if (ratings.length > 1 && ratings.some((rating) => rating.unreadable)) return { kind: "unread" };
    const asked = new Map(ratings.map((rating) => [rating, this.#decide(rating)]));
    return { kind: "answered", results: ratings.map((rating) => ({ id: rating.id, ...asked.get(rating) })) };
  }

  /** The answer to a held list. */
  keepHeld(items, token) {
    if (!this.tokens.has(token)) return { kind: "refused" };
    for (const { rating, outbox, seq, status } of items) {
      if (this.held.has(rating.id)) continue;
      this.held.set(rating.id, { rating, outbox, seq, status });
      if (status !== "conflict") this.#count(outbox, seq);
    }
    return { kind: "answered", results: [] };
  }

  /** The desk was not closed after all: staff hand in what is held; its number has been counted. */
  takeIn() {
    this.closed.clear();
    for (const [id, { rating }] of this.held) {
      const answer = this.#decide({ ...rating, outbox: null });
      if (["accepted", "duplicate"].includes(answer.status)) this.taken.add(id);
    }
  }

  /** Which of these held ratings have been taken in; null = nobody says. */
  saysTaken(ids, token) {
    return this.tokens.has(token) ? ids.filter((id) => this.taken.has(id)) : null;
  }

  #decide(rating) {
    const known = this.stored.get(rating.id);
    const content = JSON.stringify([rating.counter, rating.score, rating.remark ?? ""]);
    if (known) return { status: known.content === content ? "duplicate" : "conflict" };
    if (this.world.happens(0.05)) return { status: "retry" };
    if (rating.unreadable) return { status: "invalid", errors: { remark: "…" } };
    if (rating.counter === "nowhere") return { status: "unknown_counter" };
    if (this.closed.has(rating.counter)) return { status: "closed" };
    this.stored.set(rating.id, { content, rating, atMs: this.#corrected(rating) });
    if (rating.outbox) this.#count(rating.outbox, rating.seq);
    return { status: "accepted" };
  }

  /** Design §6: rated + (arrival − sent), between the rating before it and the arrival. */
  #corrected(rating) {
    if (!rating.outbox) return this.world.nowMs;
    const box = this.#outbox(rating.outbox);
    const now = this.world.nowMs;
    const guess = Date.parse(rating.rated_at) + now - Date.parse(rating.sent_at);
    const least = rating.seq > box.seq ? box.lastMs : now - 400 * DAY_MS;
    const atMs = Math.min(Math.max(guess, least), now);
    if (rating.seq > box.seq) Object.assign(box, { seq: rating.seq, lastMs: atMs });
    return atMs;
  }

  #count(outbox, seq) {
    const box = this.#outbox(outbox);
    if (seq > box.reached) {
      for (let missing = box.reached + 1; missing < seq; missing += 1) box.gaps.add(missing);
      box.reached = seq;
    } else if (!box.gaps.delete(seq)) box.forks += 1;
  }

  #outbox(id) {
    if (!this.outboxes.has(id)) this.outboxes.set(id, { reached: -1, gaps: new Set(), forks: 0, seq: -1, lastMs: -Infinity });
    return this.outboxes.get(id);
  }
}
