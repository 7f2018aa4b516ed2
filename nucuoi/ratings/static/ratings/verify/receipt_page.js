/**
 * `/tra-cuu/` with JavaScript: the lookup key is made here, so that the code never leaves the device.
 * Without this module the form sends the code itself.
 */

import { lookupKey, readCode } from "./code.js";

/** @param {HTMLFormElement} form */
function start(form) {
  form.addEventListener("submit", async (event) => {
    const code = field(form, "code");
    const raw = globalThis.crypto?.subtle ? readCode(code.value) : null;
    if (!raw) return;
    event.preventDefault();
    await show(form, code.value.trim().toUpperCase(), (await lookupKey(raw)).text);
  });
  const carried = decodeURIComponent(location.hash.slice(1));
  if (!readCode(carried)) return;
  history.replaceState(null, "", location.pathname);
  field(form, "code").value = carried;
  form.requestSubmit();
}

/**
 * Sends the lookup key and puts the answer in the place of the form.
 * @param {HTMLFormElement} form
 * @param {string} code
 * @param {string} lookup
 */
async function show(form, code, lookup) {
  const body = new FormData();
  body.set("lookup", lookup);
  const answer = await fetch(form.action, { method: "POST", body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["main", "header.top"]) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceWith(fresh);
  }
  const shown = document.querySelector("[data-receipt]");
  if (shown) shown.textContent = code;
  document.querySelector("main")?.focus();
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function field(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

const found = document.querySelector("[data-receipt-form]");
if (found instanceof HTMLFormElement) start(found);
