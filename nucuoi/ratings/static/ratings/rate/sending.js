/** Sending a rating until the server has said what became of it; every repeat carries the same id. */

/** @typedef {import("./answers.js").Rating} Rating */
/** @typedef {"recorded" | "before" | "disputed" | "wait" | "wrong" | "away"} Outcome */

/**
 * @typedef {object} Answer
 * @property {Outcome} outcome recorded; before = the id was used already; disputed = the invitation
 *   was; wait = try again; wrong = fields must be corrected; away = this counter takes no rating.
 * @property {string} [receipt] The code, when the server made it.
 * @property {Record<string, string>} [errors] Sentences by field.
 * @property {number} [afterMs] How long the server asks to wait.
 */

const GIVE_UP_MS = 8_000;
const LONGEST_PAUSE_MS = 30_000;
const AWAY = new Set([404, 410]);

/**
 * Sends once. Never throws: whatever hinders the way is a reason to try again.
 * @param {string} address
 * @param {Rating} rating
 * @returns {Promise<Answer>}
 */
export async function sendOnce(address, rating) {
  try {
    const signal = AbortSignal.timeout?.(GIVE_UP_MS);
    const response = await fetch(address, { ...request(rating), signal });
    return read(response.status, response.headers.get("Retry-After"), await bodyOf(response));
  } catch {
    return { outcome: "wait" };
  }
}

/**
 * Sends until there is an outcome other than `wait`.
 * @param {() => Promise<Answer>} attempt
 * @param {(ms: number) => Promise<void>} pause
 * @param {() => void} [onWait] Called before each pause.
 * @returns {Promise<Answer>}
 */
export async function deliver(attempt, pause, onWait) {
  for (let tried = 0; ; tried += 1) {
    const answer = await attempt();
    if (answer.outcome !== "wait") return answer;
    onWait?.();
    await pause(Math.max(pauseMs(tried), answer.afterMs ?? 0));
  }
}

/**
 * Sends while the page goes away: nobody waits for the answer.
 * @param {string} address
 * @param {Rating} rating
 */
export function sendLeaving(address, rating) {
  try {
    void fetch(address, request(rating)).catch(() => {});
  } catch {
    navigator.sendBeacon?.(address, new Blob([JSON.stringify(rating)], { type: "application/json" }));
  }
}

/**
 * What the server's answer means.
 * @param {number} status
 * @param {string | null} retryAfter
 * @param {{status?: string, receipt?: string, errors?: Record<string, string>}} body
 * @returns {Answer}
 */
export function read(status, retryAfter, body) {
  if (status === 201 && body.status === "disputed") return { outcome: "disputed", receipt: body.receipt };
  if (status === 200 || status === 201) return { outcome: "recorded", receipt: body.receipt };
  if (status === 409) return { outcome: "before" };
  if (AWAY.has(status)) return { outcome: "away" };
  if (status === 429 || status >= 500) return { outcome: "wait", afterMs: (Number(retryAfter) || 0) * 1000 };
  return { outcome: "wrong", errors: body.errors };
}

/**
 * Pauses double from 1 s up to 30 s.
 * @param {number} tried
 * @returns {number}
 */
export function pauseMs(tried) {
  return Math.min(1000 * 2 ** tried, LONGEST_PAUSE_MS);
}

/**
 * A request that outlives the page.
 * @param {Rating} rating
 * @returns {RequestInit}
 */
function request(rating) {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(rating),
    credentials: "omit",
    keepalive: true,
  };
}

/**
 * @param {Response} response
 * @returns {Promise<{status?: string, receipt?: string, errors?: Record<string, string>}>}
 */
async function bodyOf(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}
