/**
 * The rating page with JavaScript: a chosen face is a draft at once, which is sealed by Gửi, by
 * leaving the page, or by a minute away from it. What was sealed is final: coming back shows the
 * thanks. Without this module the same page is a plain form.
 */

import { lengthOf, ratingFrom, shortened, sideOf } from "./answers.js";
import { carry, recall, remember, takeCarried } from "./keeping.js";
import { makeReceipt } from "./receipt.js";
import { announce, fill, showBusy, showError, showErrors, showLeft, showSide } from "./screen.js";
import { sealer, sendKept } from "./sealing.js";

const AWAY_MS = 60_000;

/** @param {HTMLFormElement} form */
function start(form) {
  const address = form.dataset.rate ?? "";
  const counter = hidden(form, "counter");
  const before = recall();
  const carried = takeCarried(counter);
  /** @type {import("./keeping.js").Page} */
  const page = before ?? { id: carried?.id ?? hidden(form, "id"), receipt: carried?.receipt ?? null };
  const seal = sealer(address, page, form);
  let leavingForWords = false;

  /** @returns {import("./answers.js").Rating | null} */
  function draft() {
    const rating = ratingFrom(new FormData(form));
    if (!rating || seal.over()) return null;
    const whole = shortened({ ...rating, id: page.id }, limitOf(form, "remark"));
    return page.receipt ? { ...whole, receipt: page.receipt.lookup } : whole;
  }

  function noteDraft() {
    const score = Number(new FormData(form).get("score"));
    if (score) showSide(form, sideOf(score));
    const said = draft();
    if (said) remember({ ...page, draft: said });
  }

  /** @param {Event} event */
  function chosen(event) {
    noteDraft();
    if (!(event.target instanceof HTMLInputElement) || event.target.name !== "score") return;
    showError(form, "score", false);
    announce(form.querySelector(".more-head h2 + p")?.textContent ?? "");
  }

  /** An error goes while typing, not on leaving the field: the button would move under the finger. */
  function typed() {
    const left = limitOf(form, "remark") - lengthOf(text(form, "remark"));
    showLeft(left);
    if (left >= 0) showError(form, "remark", false);
    if (lengthOf(text(form, "contact")) <= limitOf(form, "contact")) showError(form, "contact", false);
  }

  /** @param {SubmitEvent} event */
  function submitted(event) {
    event.preventDefault();
    const wrong = faults(form);
    showErrors(form, wrong);
    const said = draft();
    if (wrong.length || !said) return;
    showBusy(form, true);
    void seal.final(said);
  }

  function leave() {
    const said = draft();
    if (said && !leavingForWords) seal.leaving(said);
  }

  /** @param {MouseEvent} event */
  function changeWords(event) {
    const link = event.target instanceof Element && event.target.closest('a[href^="?"]');
    if (!link || seal.over()) return;
    leavingForWords = true;
    const answers = /** @type {[string, string][]} */ ([...new FormData(form)].filter(isAnswer));
    carry({ counter, id: page.id, receipt: page.receipt, answers });
  }

  let away = 0;
  function lookedAway() {
    clearTimeout(away);
    const said = document.hidden && draft();
    if (said) away = window.setTimeout(() => void seal.final(said), AWAY_MS);
  }

  window.addEventListener("pageshow", (event) => {
    leavingForWords = false;
    if (event.persisted) seal.resume();
  });
  sendKept(address, page.id);
  if (page.done || page.draft) return seal.resume();

  if (carried) fill(form, carried.answers);
  form.addEventListener("change", chosen);
  form.addEventListener("input", typed);
  form.addEventListener("submit", submitted);
  document.addEventListener("click", changeWords);
  document.addEventListener("visibilitychange", lookedAway);
  window.addEventListener("pagehide", leave);
  noteDraft();
  void makeReceipt().then((made) => {
    page.receipt ??= made;
    noteDraft();
  });
}

/**
 * Names of the fields that cannot be sent as they are.
 * @param {HTMLFormElement} form
 * @returns {string[]}
 */
function faults(form) {
  const wrong = ["remark", "contact"].filter((name) => lengthOf(text(form, name)) > limitOf(form, name));
  return new FormData(form).get("score") ? wrong : ["score", ...wrong];
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {number}
 */
function limitOf(form, name) {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLElement ? Number(field.dataset.limit) : Infinity;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {string}
 */
function text(form, name) {
  return String(new FormData(form).get(name) ?? "");
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {string}
 */
function hidden(form, name) {
  const field = form.querySelector(`input[type="hidden"][name="${name}"]`);
  return field instanceof HTMLInputElement ? field.value : "";
}

/**
 * @param {[string, FormDataEntryValue]} entry
 * @returns {boolean}
 */
function isAnswer([name]) {
  return !["id", "counter", "form", "lang", "rater", "channel", "link", "ticket"].includes(name);
}

const form = document.querySelector("form[data-rate]");
if (form instanceof HTMLFormElement) start(form);
