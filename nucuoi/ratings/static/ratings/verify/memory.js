/**
 * The last checkpoint of each log that this browser has seen: kept only when the person wants it, and
 * nothing but what is public, never a code or a proof.
 */

const PLACE = "nucuoi.checkpoints";

/** Whether the person has asked to remember. */
export function remembers() {
  return kept() !== null;
}

/**
 * The signed checkpoint that was seen last of a log; null when none is remembered.
 * @param {string} origin
 * @returns {string | null}
 */
export function seen(origin) {
  return kept()?.[origin] ?? null;
}

/**
 * Begins to remember; nothing is forgotten. False where the browser keeps nothing.
 */
export function begin() {
  return store(kept() ?? {});
}

/**
 * @param {string} origin
 * @param {string} checkpoint
 */
export function remember(origin, checkpoint) {
  const all = kept();
  if (all) store({ ...all, [origin]: checkpoint });
}

/** Forgets everything. */
export function forget() {
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** @returns {Record<string, string> | null} */
function kept() {
  try {
    const text = localStorage.getItem(PLACE);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {Record<string, string>} all */
function store(all) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
}
