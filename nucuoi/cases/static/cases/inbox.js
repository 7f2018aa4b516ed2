/** Keys of the inbox: J and K go down and up, X ticks, G takes over what is ticked. Enter opens. */

const links = [...document.querySelectorAll("[data-case]")].filter((link) => link instanceof HTMLAnchorElement);

/**
 * Whether a key press belongs to a field and must be left alone.
 * @param {EventTarget | null} target
 * @returns {boolean}
 */
function typing(target) {
  return target instanceof Element && target.closest("textarea, select, input:not([type=checkbox])") !== null;
}

/** @param {number} step */
function go(step) {
  const row = document.activeElement?.closest("tr");
  const here = links.findIndex((link) => link.closest("tr") === row);
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1);
  links[next]?.focus();
}

function tick() {
  const box = document.activeElement?.closest("tr")?.querySelector("input[type=checkbox]");
  if (box instanceof HTMLInputElement) box.checked = !box.checked;
}

function take() {
  const button = document.querySelector("[data-action=take]");
  if (button instanceof HTMLButtonElement) button.click();
}

/** @type {Record<string, () => void>} */
const keys = { j: () => go(1), k: () => go(-1), x: tick, g: take };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  keys[event.key.toLowerCase()]?.();
});
