/** What a person has said so far, as the API takes it. Pure: works on form data, not on the page. */

/** @typedef {Record<string, string | number | boolean | string[]>} Rating */

const NUMBERS = ["score", "spirit", "attitude", "conduct"];
const CHOICES = ["thanks", "wants_answer", "assisted"];
const TEXTS = ["remark", "contact", "field", "link", "ticket", "apology"];
const ALWAYS = ["id", "counter", "form", "lang", "rater", "channel"];

/** @typedef {"good" | "poor"} Side */

/**
 * The rating in a form; what was left out is absent. Null while no face is chosen.
 * @param {FormData} form
 * @returns {Rating | null}
 */
export function ratingFrom(form) {
  if (!form.get("score")) return null;
  /** @type {Rating} */
  const rating = {};
  for (const name of ALWAYS) rating[name] = textOf(form, name);
  for (const name of NUMBERS) if (form.get(name)) rating[name] = Number(form.get(name));
  for (const name of CHOICES) if (form.get(name)) rating[name] = true;
  for (const name of TEXTS) if (textOf(form, name)) rating[name] = textOf(form, name);
  const tags = form.getAll("tags").map(String);
  if (tags.length) rating.tags = tags;
  if (!rating.wants_answer) delete rating.contact;
  return rating;
}

/**
 * Which ticks fit a face: SIPAS counts 4 and 5 as satisfied.
 * @param {number} score
 * @returns {Side}
 */
export function sideOf(score) {
  return score >= 4 ? "good" : "poor";
}

/**
 * Length of a text as the server counts it: characters of the composed form.
 * @param {string} text
 * @returns {number}
 */
export function lengthOf(text) {
  return [...text.normalize("NFC").trim()].length;
}

/**
 * The rating with its remark cut to what is taken: for somebody who walks away in mid-sentence.
 * @param {Rating} rating
 * @param {number} limit
 * @returns {Rating}
 */
export function shortened(rating, limit) {
  if (typeof rating.remark !== "string" || lengthOf(rating.remark) <= limit) return rating;
  return { ...rating, remark: [...rating.remark.normalize("NFC").trim()].slice(0, limit).join("") };
}

/**
 * A rating that is sent long after it was given says when that was, by this device's clock.
 * @param {Rating} rating
 * @param {number} ratedMs
 * @param {number} nowMs
 * @returns {Rating}
 */
export function withTime(rating, ratedMs, nowMs) {
  if (nowMs - ratedMs < 60_000) return rating;
  return { ...rating, rated_at: new Date(ratedMs).toISOString(), sent_at: new Date(nowMs).toISOString() };
}

/**
 * @param {FormData} form
 * @param {string} name
 * @returns {string}
 */
function textOf(form, name) {
  return String(form.get(name) ?? "").trim();
}
