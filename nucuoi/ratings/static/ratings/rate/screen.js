/** What the person sees change: the thanks, errors beside fields, the count of characters. */

/** @typedef {"recorded" | "before" | "disputed" | "keeping"} State */

/**
 * Puts the thanks in place of the form.
 * @param {string | null} code Shown when asked for; null while it is not known.
 * @param {boolean} open Whether to show the code at once: an answer was wanted.
 */
export function showThanks(code, open) {
  const main = document.querySelector("main");
  const template = document.querySelector("template#thanks");
  if (main && template instanceof HTMLTemplateElement) {
    main.replaceChildren(template.content.cloneNode(true));
    document.querySelector("details.pick")?.remove();
    heading()?.focus();
    document.title = heading()?.textContent ?? document.title;
    window.scrollTo(0, 0);
  }
  offerCode(code, open);
}

/**
 * Puts the form back: something in it must be corrected after all.
 * @param {HTMLFormElement} form
 */
export function restoreForm(form) {
  if (!form.isConnected) document.querySelector("main")?.replaceChildren(form);
}

/**
 * Lets the person ask for the code; it stands on the page only while asked for.
 * @param {string | null} code
 * @param {boolean} open
 */
export function offerCode(code, open) {
  const slip = document.querySelector("details.slip");
  const place = document.querySelector("[data-receipt]");
  const button = document.querySelector("[data-action='code']");
  if (!(slip instanceof HTMLDetailsElement) || !(button instanceof HTMLElement) || !place || !code) return;
  slip.hidden = false;
  button.onclick = () => (place.textContent = code);
  slip.ontoggle = () => (place.textContent = slip.open ? code : "");
  slip.open ||= open;
  if (slip.open) place.textContent = code;
}

/** @param {State} state */
export function showState(state) {
  for (const line of document.querySelectorAll("[data-state]")) {
    if (line instanceof HTMLElement) line.hidden = line.dataset.state !== state;
  }
}

/**
 * Shows the error of each named field, and of no other; focus goes to the first.
 * @param {HTMLFormElement} form
 * @param {string[]} names
 */
export function showErrors(form, names) {
  for (const name of ["score", "remark", "contact", "field"]) showError(form, name, names.includes(name));
  const first = form.querySelector("[aria-invalid] input, [aria-invalid]:is(input, textarea, select)");
  if (first instanceof HTMLElement) first.focus();
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {boolean} wrong
 */
export function showError(form, name, wrong) {
  const text = document.getElementById(`${name}_error`);
  const marked = name === "score" ? form.querySelector(".question") : form.elements.namedItem(name);
  if (text) text.hidden = !wrong;
  if (!(marked instanceof HTMLElement)) return;
  if (wrong) marked.setAttribute("aria-invalid", "true");
  else marked.removeAttribute("aria-invalid");
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} shown
 */
export function showProblem(form, shown) {
  const problem = form.querySelector("[data-problem]");
  if (problem instanceof HTMLElement) problem.hidden = !shown;
  if (shown) problem?.scrollIntoView({ block: "center" });
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} busy
 */
export function showBusy(form, busy) {
  const button = form.querySelector("[data-action='send']");
  const words = button?.querySelector("span:last-child");
  if (!(button instanceof HTMLButtonElement) || !words) return;
  button.dataset.idle ??= words.textContent ?? "";
  button.toggleAttribute("aria-busy", busy);
  if (busy) button.setAttribute("aria-busy", "true");
  words.textContent = (busy ? button.dataset.busy : button.dataset.idle) ?? "";
}

/**
 * Enables the ticks that fit the face; the others are neither seen nor sent.
 * @param {HTMLFormElement} form
 * @param {import("./answers.js").Side} side
 */
export function showSide(form, side) {
  for (const part of form.querySelectorAll("fieldset[data-after]")) {
    if (part instanceof HTMLFieldSetElement) part.disabled = part.dataset.after !== side;
  }
}

/**
 * Says how many characters are left, from the last hundred on aloud.
 * @param {number} left Below 0: too many.
 */
export function showLeft(left) {
  const place = document.querySelector("[data-left]");
  if (!(place instanceof HTMLElement)) return;
  const words = (left < 0 ? place.dataset.over : place.dataset.left) ?? "";
  const count = Math.abs(left).toLocaleString(document.documentElement.lang);
  place.textContent = words.replace("{count}", count);
  place.toggleAttribute("role", left <= 100);
  if (left <= 100) place.setAttribute("role", "status");
}

/**
 * Enters answers that were given on the page in another language.
 * @param {HTMLFormElement} form
 * @param {[string, string][]} answers
 */
export function fill(form, answers) {
  for (const [name, value] of answers) {
    for (const field of form.querySelectorAll(`[name="${name}"]`)) {
      if (field instanceof HTMLInputElement && field.type !== "text") field.checked ||= field.value === value;
      else if ("value" in field) field.value = value;
    }
  }
}

/** @param {string} words */
export function announce(words) {
  const live = document.querySelector("[data-live]");
  if (live) live.textContent = words;
}

/** @returns {HTMLElement | null} */
function heading() {
  return document.querySelector("main h1");
}
