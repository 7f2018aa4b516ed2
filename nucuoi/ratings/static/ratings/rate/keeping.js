/**
 * What this phone keeps, and for how long. The state of the page lives in its own history entry, so
 * that a reload or the back button never makes a second rating. Only a rating that could not be
 * sent is stored, until it is, for a day at most. All of it is optional: in-app browsers may refuse.
 */

/** @typedef {import("./answers.js").Rating} Rating */
/** @typedef {import("./receipt.js").Receipt} Receipt */

/**
 * @typedef {object} Page
 * @property {string} id The rating's id.
 * @property {Receipt | null} receipt
 * @property {Rating} [draft] Said, and perhaps not sent yet.
 * @property {boolean} [done] Delivered.
 */

/** @typedef {{rating: Rating, ratedMs: number}} Unsent */
/** @typedef {{counter: string, id: string, receipt: Receipt | null, answers: [string, string][]}} Carried */

const UNSENT = "nucuoi-unsent";
const CARRIED = "nucuoi-carried";
const DAY_MS = 24 * 3_600_000;

/** @returns {Page | null} */
export function recall() {
  return history.state?.rate ?? null;
}

/** @param {Page} page */
export function remember(page) {
  history.replaceState({ rate: page }, "");
}

/** @param {Unsent} unsent */
export function keep(unsent) {
  const others = kept().filter((other) => other.rating.id !== unsent.rating.id);
  write(() => localStorage.setItem(UNSENT, JSON.stringify([...others, unsent])));
}

/** @param {string} id */
export function forget(id) {
  const others = kept().filter((other) => other.rating.id !== id);
  if (others.length) write(() => localStorage.setItem(UNSENT, JSON.stringify(others)));
  else write(() => localStorage.removeItem(UNSENT));
}

/** @returns {Unsent[]} Ratings of the last day that could not be sent. */
export function kept() {
  const all = /** @type {Unsent[]} */ (readJson(() => localStorage.getItem(UNSENT)) ?? []);
  return all.filter((unsent) => Date.now() - unsent.ratedMs < DAY_MS);
}

/**
 * Hands the page on to itself in another language or wording.
 * @param {Carried} carried
 */
export function carry(carried) {
  write(() => sessionStorage.setItem(CARRIED, JSON.stringify(carried)));
}

/**
 * What was handed on for this counter; at most once.
 * @param {string} counter
 * @returns {Carried | null}
 */
export function takeCarried(counter) {
  const carried = /** @type {Carried | null} */ (readJson(() => sessionStorage.getItem(CARRIED)));
  write(() => sessionStorage.removeItem(CARRIED));
  return carried?.counter === counter ? carried : null;
}

/** @param {() => void} store */
function write(store) {
  try {
    store();
  } catch {
    // No storage here: the page itself still holds what it must.
  }
}

/**
 * @param {() => string | null} load
 * @returns {unknown}
 */
function readJson(load) {
  try {
    return JSON.parse(load() ?? "null");
  } catch {
    return null;
  }
}
