/** The parts of a board that move: asked for while the page is seen, swapped only where they changed. */

/** With half a second from seal to rollup, a rating is seen within two. */
const EVERY_MS = 1_500;
const SAY_EVERY_MS = 30_000;

const board = document.querySelector("[data-live-url]");
let etag = "";
let said = count();
let said_at = Date.now();

/** @returns {string} Today's count as it stands on the page. */
function count() {
  return document.querySelector('[data-count="today"]')?.textContent ?? "";
}

/** Asks again and again; a board nobody sees asks nothing. */
async function watch() {
  if (document.visibilityState === "visible") await refresh().catch(() => {});
  setTimeout(watch, EVERY_MS);
}

/** One question. No answer (no network) leaves the page as it is: the minute beside the count tells. */
async function refresh() {
  const url = board?.getAttribute("data-live-url") ?? "";
  const headers = etag ? { "If-None-Match": etag } : undefined;
  const answer = await fetch(url, { headers, cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect") location.reload();
  if (answer.status !== 200) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const whole = [...fresh.querySelectorAll("[data-part]")].map(swap).every(Boolean);
  etag = whole ? (answer.headers.get("ETag") ?? "") : "";
  say();
}

/**
 * Puts a part in place of its old self, unless somebody works inside it: then it waits.
 * @param {Element} part
 * @returns {boolean} False when it has to wait.
 */
function swap(part) {
  const old = document.getElementById(part.id);
  if (!old || old.innerHTML === part.innerHTML) return true;
  if (old.contains(document.activeElement)) return false;
  const open = [...old.querySelectorAll("details")].map((details) => details.open);
  part.querySelectorAll("details").forEach((details, place) => (details.open = open[place] ?? false));
  if (old.tagName === "SPAN") part.classList.add("fresh");
  old.replaceWith(part);
  return true;
}

/** Tells screen readers, but not at every rating. */
function say() {
  const region = document.querySelector("[data-live]");
  if (!region || count() === said || Date.now() - said_at < SAY_EVERY_MS) return;
  [said, said_at] = [count(), Date.now()];
  region.textContent = `${said} lượt đánh giá hôm nay`;
}

watch();
