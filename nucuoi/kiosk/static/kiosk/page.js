/** Finding elements of the shell, and showing one screen at a time. */

/**
 * The first element that fits; the shell always has it.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement}
 */
export function one(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement || found instanceof SVGElement)) throw new Error(`no ${selector}`);
  return /** @type {HTMLElement} */ (found);
}

/**
 * All elements that fit.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement[]}
 */
export function all(selector, within = document) {
  return /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);
}

/**
 * A fresh copy of what a template holds.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function copyOf(id) {
  const template = document.getElementById(id);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`no template ${id}`);
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

/**
 * Shows a screen and hides the others; focus goes to its heading, so that it is read aloud.
 * @param {string} name
 */
export function show(name) {
  if (screen() === name) return;
  for (const part of all("[data-screen]")) part.hidden = part.dataset.screen !== name;
  document.body.dataset.showing = name;
  window.scrollTo(0, 0);
  const heading = one(`[data-screen="${name}"] h1`);
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** @returns {string} The screen that is shown. */
export function screen() {
  return document.body.dataset.showing ?? "";
}

/**
 * Fills a sentence's {count}.
 * @param {string} sentence
 * @param {number} count
 * @returns {string}
 */
export function counted(sentence, count) {
  return sentence.replace("{count}", count.toLocaleString(document.documentElement.lang));
}

/** @param {string} sentence */
export function announce(sentence) {
  one("[data-live]").textContent = sentence;
}
