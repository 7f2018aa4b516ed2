/** The undo bar leaves after 10 seconds, but never while somebody points at it or has focus in it. */

const STAYS_MS = 10_000;

/** @param {Element} bar */
function leave(bar) {
  if (bar.matches(":hover, :focus-within")) setTimeout(leave, STAYS_MS, bar);
  else bar.remove();
}

for (const bar of document.querySelectorAll("[data-undo]")) setTimeout(leave, STAYS_MS, bar);
