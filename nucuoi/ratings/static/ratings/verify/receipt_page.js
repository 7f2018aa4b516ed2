/**
 * `/tra-cuu/` with JavaScript: the lookup key is made here, so that the code never leaves the device.
 * Without this module the forms send the code itself.
 */

import { lookupKey, readCode } from "./code.js";

/** The code that was typed: it is shown again, never sent. */
let typed = "";
let busy = false;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || "proof" in form.dataset) return;
  if (busy) return event.preventDefault();
  if ("receiptForm" in form.dataset) start(form, event);
  else if (typed) {
    event.preventDefault();
    void show(form, new FormData(form, event.submitter));
  }
});

/**
 * @param {HTMLFormElement} form
 * @param {Event} event
 */
async function start(form, event) {
  const code = field(form, "code").value;
  const raw = globalThis.crypto?.subtle ? readCode(code) : null;
  if (!raw) return;
  event.preventDefault();
  busy = true;
  typed = code.trim().toUpperCase();
  const body = new FormData();
  body.set("lookup", (await lookupKey(raw)).text);
  await show(form, body);
}

/**
 * Sends what a form says and puts the answer in the place of the page.
 * @param {HTMLFormElement} form
 * @param {FormData} body
 */
async function show(form, body) {
  busy = true;
  lost(false);
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    lost(true);
  } finally {
    busy = false;
  }
}

/** @param {Document} page */
function replace(page) {
  for (const part of ["a.skip", ".demo", ".page"]) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceWith(fresh);
  }
  document.documentElement.lang = page.documentElement.lang;
  document.title = page.title;
  const shown = document.querySelector("[data-receipt]");
  if (shown) shown.textContent = typed;
  document.querySelector("main")?.focus();
}

/** @param {boolean} shown */
function lost(shown) {
  const note = document.querySelector("[data-lost]");
  if (note instanceof HTMLElement) note.hidden = !shown;
  if (shown) note?.scrollIntoView({ block: "center" });
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function field(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

/** A code behind # opens at once, and does not stay in the address. */
function takeCarried() {
  const form = document.querySelector("[data-receipt-form]");
  const carried = decodeURIComponent(location.hash.slice(1));
  if (!readCode(carried)) return;
  if (!(form instanceof HTMLFormElement)) return location.reload();
  history.replaceState(null, "", location.pathname + location.search);
  field(form, "code").value = carried;
  form.requestSubmit();
}

addEventListener("hashchange", takeCarried);
takeCarried();
