/**
 * Keying sheets: a digit from 1 to 5 goes on to the next field by itself, and the letters of ticked
 * boxes are read back in words. Without it the same form is keyed with Tab.
 */

/**
 * What typed letters stand for, in the order typed; letters that stand for nothing are left out.
 * @param {string} typed
 * @param {ReadonlyMap<string, string>} words
 * @returns {string[]}
 */
export function named(typed, words) {
  const letters = new Set(typed.normalize("NFD").toUpperCase());
  return [...letters].flatMap((letter) => words.get(letter) ?? []);
}

/** @param {HTMLFormElement} form */
function start(form) {
  const fields = [...form.querySelectorAll("input:not([type=hidden])")].filter((one) => one instanceof HTMLInputElement);
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.dataset.digit === undefined) return;
    if (/^[1-5]$/.test(field.value)) fields[fields.indexOf(field) + 1]?.focus();
  });
  const first = fields.find((field) => field.getAttribute("aria-invalid") === "true") ?? fields.find((field) => !field.value);
  first?.focus();
  readBack(form);
}

/** @param {HTMLFormElement} form */
function readBack(form) {
  const ticks = form.querySelector('input[name="ticks"]');
  const said = form.querySelector("[data-ticked]");
  if (!(ticks instanceof HTMLInputElement) || !said) return;
  /** @type {Map<string, string>} */
  const words = new Map();
  for (const line of document.querySelectorAll("li[data-letter]")) {
    words.set(line.getAttribute("data-letter") ?? "", line.querySelector("span")?.textContent ?? "");
  }
  ticks.addEventListener("input", () => {
    said.textContent = named(ticks.value, words).join(" · ");
  });
}

if (typeof document !== "undefined") {
  for (const form of document.querySelectorAll("form[data-keying]")) {
    if (form instanceof HTMLFormElement) start(form);
  }
}
