/** The calls to the server. Only its own word counts: a portal or proxy that answers is nobody. */

/** @typedef {import("./outbox.js").Answer} Answer */
/** @typedef {import("./outbox.js").Rating} Rating */
/** @typedef {import("./outbox.js").Held} Held */

const ONE_MS = 8_000;
const MANY_MS = 60_000;
const PROBLEM = "application/problem+json";
/** @type {Record<number, string>} */
const STATUS_WORDS = { 400: "invalid", 403: "invalid", 404: "unknown_counter", 409: "conflict", 410: "closed", 413: "invalid", 422: "invalid" };
const UNREAD = new Set([400, 413, 422]);

/**
 * @typedef {object} Reply
 * @property {number} status 0 = nobody answered.
 * @property {boolean} ours Whether the product itself answered.
 * @property {any} body
 */

/**
 * The network of an outbox.
 * @param {() => string} token The device's token at this moment.
 * @returns {import("./outbox.js").Network}
 */
export function network(token) {
  return {
    async send(ratings) {
      const [only] = ratings;
      if (ratings.length === 1 && only) return read(await post("/api/v1/ratings", only, token(), ONE_MS), only.id);
      return readBatch(await post("/api/v1/ratings/batch", { ratings }, token(), MANY_MS));
    },
    async handOver(held) {
      const items = held.map(({ rating, status, errors }) => ({ rating, status, errors }));
      const reply = await post("/api/v1/devices/held", { held: items }, token(), MANY_MS);
      return reply.status === 200 && Array.isArray(reply.body?.ids) ? { kind: "answered", results: [] } : unanswered(reply);
    },
    async taken(ids) {
      const reply = await post("/api/v1/devices/held/taken", { ids }, token());
      return reply.status === 200 && Array.isArray(reply.body?.ids) ? reply.body.ids : null;
    },
  };
}

/**
 * Posts JSON; never throws.
 * @param {string} address
 * @param {unknown} content
 * @param {string} token Empty = none.
 * @param {number} patienceMs
 * @returns {Promise<Reply>}
 */
export async function post(address, content, token, patienceMs = ONE_MS) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patienceMs);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(token ? { Authorization: `Device ${token}` } : {}) },
      body: JSON.stringify(content),
      credentials: "omit",
      cache: "no-store",
      signal: stop.signal,
    });
    const type = response.headers.get("Content-Type") ?? "";
    const ours = response.ok ? type.startsWith("application/json") : type.startsWith(PROBLEM);
    return { status: response.status, ours, body: ours ? await response.json() : null };
  } catch {
    return { status: 0, ours: false, body: null };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What the answer to a single rating means.
 * @param {Reply} reply
 * @param {string} id
 * @returns {Answer}
 */
export function read(reply, id) {
  const { status, ours, body } = reply;
  if (ours && (status === 200 || status === 201) && body?.id === id) return { kind: "answered", results: [body] };
  const word = STATUS_WORDS[status];
  if (ours && word) return { kind: "answered", results: [{ id, status: word, errors: body?.errors }] };
  return unanswered(reply);
}

/**
 * What the answer to a batch means.
 * @param {Reply} reply
 * @returns {Answer}
 */
export function readBatch(reply) {
  const { status, ours, body } = reply;
  if (ours && status === 200 && Array.isArray(body?.results)) return { kind: "answered", results: body.results };
  if (ours && UNREAD.has(status)) return { kind: "unread" };
  return unanswered(reply);
}

/**
 * @param {Reply} reply
 * @returns {Answer}
 */
function unanswered(reply) {
  return reply.ours && reply.status === 401 ? { kind: "refused" } : { kind: "wait" };
}
