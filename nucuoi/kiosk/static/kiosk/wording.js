/** Putting the words of one language, for one kind of rater, into the shell. */

import { all, copyOf, one } from "./page.js";

/** @typedef {Record<string, any>} Settings What the server told the tablet (kiosk.queries.tablet). */
/** @typedef {{lang: string, rater: string}} Reader */

/**
 * @param {Settings} settings
 * @param {Reader} reader
 */
export function speak(settings, reader) {
  const words = settings.words[reader.lang];
  const asked = settings.questions[reader.lang][reader.rater];
  document.documentElement.lang = reader.lang;
  for (const part of all("[data-word]")) part.textContent = words[part.dataset.word ?? ""] ?? "";
  for (const part of all("[data-word-label]")) part.setAttribute("aria-label", words[part.dataset.wordLabel ?? ""] ?? "");
  for (const part of all("[data-heading]")) headed(part, asked.headings);
  for (const part of all("[data-score-label]")) part.textContent = asked.scores[part.dataset.scoreLabel ?? ""];
  one("[data-question]").textContent = asked.question;
  one("[data-consent]").textContent = asked.consent;
  one('[data-action="rater"]').textContent = reader.rater === "citizen" ? words.as_business : words.as_citizen;
  for (const dimension of asked.dimensions) scaled(dimension, asked.scores);
  for (const group of all("[data-tags]")) ticked(group, asked[group.dataset.tags ?? ""]);
  for (const button of all("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === reader.lang));
}

/**
 * @param {HTMLElement} part
 * @param {Record<string, string>} headings
 */
function headed(part, headings) {
  part.textContent = headings[part.dataset.heading ?? ""] ?? "";
  if (part.dataset.about) part.append(" ", quiet(`(${headings[part.dataset.about]})`));
}

/**
 * @param {{name: string, label: string, about: string}} dimension
 * @param {Record<string, string>} scores
 */
function scaled(dimension, scores) {
  const first = one(`[data-more] input[name="${dimension.name}"]`);
  const group = /** @type {HTMLElement} */ (first.closest("fieldset"));
  one("legend", group).replaceChildren(dimension.label, " ", quiet(dimension.about));
  for (const cell of all(".face-cell", group)) {
    const input = /** @type {HTMLInputElement} */ (one("input", cell));
    one(".sr", cell).textContent = scores[input.value] ?? "";
  }
}

/**
 * Ticks keep what was ticked when the language changes.
 * @param {HTMLElement} group
 * @param {{value: string, label: string}[]} options
 */
function ticked(group, options) {
  const before = new Set(all("input:checked", group).map((input) => /** @type {HTMLInputElement} */ (input).value));
  const tiles = options.map((option) => {
    const tile = copyOf("tick");
    const input = /** @type {HTMLInputElement} */ (one("input", tile));
    tile.classList.toggle("tick-breach", group.dataset.tags === "breaches");
    input.value = option.value;
    input.checked = before.has(option.value);
    one("[data-tick-words]", tile).textContent = option.label;
    return tile;
  });
  one(".ticks", group).replaceChildren(...tiles);
}

/**
 * @param {string} text
 * @returns {HTMLElement}
 */
function quiet(text) {
  const part = document.createElement("span");
  part.className = "quiet small";
  part.textContent = text;
  return part;
}
