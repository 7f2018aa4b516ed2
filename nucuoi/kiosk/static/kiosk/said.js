/** What a person has said on the second screen, as the API takes it. */

import { lengthOf, shortened, sideOf } from "../ratings/rate/answers.js";

/** @typedef {import("./outbox.js").Rating} Rating */

/**
 * @typedef {object} Beginning What is known once a face is touched.
 * @property {string} id
 * @property {string} counter
 * @property {number} score
 * @property {string} form
 * @property {string} lang
 * @property {string} rater
 * @property {string} [ticket]
 * @property {string} [receipt] Lookup key; the code itself is never stored.
 */

const SCALES = ["spirit", "attitude", "conduct"];
const CHOICES = ["wants_answer", "thanks", "assisted"];

/**
 * The rating so far; what was left out is absent, and so is what belongs to the other side.
 * @param {Beginning} beginning
 * @param {FormData} form
 * @param {number} limit Longest remark, in characters.
 * @returns {Rating}
 */
export function ratingOf(beginning, form, limit) {
  /** @type {Rating} */
  const rating = { ...beginning, channel: "kiosk" };
  for (const name of SCALES) if (form.get(name)) rating[name] = Number(form.get(name));
  for (const name of CHOICES) if (form.get(name)) rating[name] = true;
  if (sideOf(beginning.score) === "poor") delete rating.thanks;
  const remark = String(form.get("remark") ?? "").trim();
  if (remark) rating.remark = remark;
  if (beginning.ticket && form.get("apology")) rating.apology = String(form.get("apology"));
  const tags = form.getAll("tags").map(String);
  if (tags.length) rating.tags = tags;
  return /** @type {Rating} */ (shortened(/** @type {any} */ (rating), limit));
}

export { lengthOf, sideOf };
