/** `/kiem-chung/`: reads a file or asks for one by code, checks it here, says the word. */

import { Broken } from "./bytes.js";
import { lookupKey, readCode } from "./code.js";
import { proveFromTiles } from "./consistency.js";
import * as memory from "./memory.js";
import { readPolicy } from "./policy.js";
import { verify } from "./verify.js";

/** The sentences of this page in its language, from `portal/words`. @type {Record<"checks" | "faults", Record<string, string>>} */
const WORDS = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

/** @typedef {{word: import("./verify.js").Result["word"], why: string[], before?: string}} Said */

/** @param {HTMLFormElement} form */
function start(form) {
  form.hidden = false;
  const consent = input("proof-remember");
  consent.checked = memory.remembers();
  consent.addEventListener("change", () => {
    if (!consent.checked) memory.forget();
    else consent.checked = memory.begin();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say(await checked());
  });
}

/** @returns {Promise<Said | string>} A sentence when nothing could be checked. */
async function checked() {
  if (!globalThis.crypto?.subtle) return words("insecure");
  const typed = input("proof-code").value.trim();
  const raw = typed ? readCode(typed) : null;
  if (typed && !raw) return words("code_wrong");
  const key = raw ? await lookupKey(raw) : null;
  try {
    const content = await proof(key?.text);
    if (typeof content === "string") return content;
    if (!content) return { word: "not_yet", why: [words("waiting")] };
    const policy = await readPolicy(input("proof-policy").value);
    const result = await verify(content, policy, key?.bytes ?? null, { seen: memory.seen, prove });
    if (result.checkpoint) memory.remember(result.origin, result.checkpoint);
    return { word: result.word, why: [...sentences(result)], before: result.before };
  } catch (fault) {
    if (fault instanceof Broken) return words("keys_broken", { why: told(fault) });
    if (fault instanceof DOMException) return words("too_old");
    throw fault;
  }
}

/**
 * The proof file: the chosen one, else the one of the code; null when there is none yet.
 * @param {string | undefined} lookup
 * @returns {Promise<Uint8Array | string | null>}
 */
async function proof(lookup) {
  const [file] = input("proof-file").files ?? [];
  if (file) return new Uint8Array(await file.arrayBuffer());
  if (!lookup) return words("nothing_given");
  try {
    const answer = await fetch("/api/v1/receipts", { headers: { Receipt: lookup } });
    const { proof: text } = await answer.json();
    return text ? new TextEncoder().encode(text) : null;
  } catch {
    return words("offline");
  }
}

/**
 * The consistency proof between two sizes of the log, from the tiles that this site publishes.
 * @param {string} origin
 * @param {number} old
 * @param {number} size
 */
function prove(origin, old, size) {
  const name = origin.slice(origin.lastIndexOf("/") + 1);
  return proveFromTiles((path) => tile(`/log/${encodeURIComponent(name)}/${path}`), old, size);
}

/** @param {string} address */
async function tile(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

/** @param {import("./verify.js").Result} result */
function* sentences(result) {
  if (result.fault) {
    const why = told(result.fault);
    yield `${why[0]?.toUpperCase()}${why.slice(1)}.`;
    return;
  }
  const number = new Intl.NumberFormat(locale());
  const [index, size] = [number.format(result.index ?? 0n), number.format(result.size ?? 0n)];
  yield words("line", { index, size, origin: result.origin });
  for (const { name, at } of result.witnesses) {
    yield words("witness", { name, moment: moment(new Date(Number(at) * 1000)) });
  }
  if (result.before) yield words("not_compared");
  else if (result.word === "not_yet") yield words("not_witnessed");
}

/**
 * A sentence of the page, its places filled.
 * @param {string} name
 * @param {Record<string, string>} [places]
 */
function words(name, places = {}) {
  return filled(WORDS.checks[name] ?? "", places);
}

/** What does not fit, in words. @param {Broken} fault */
function told(fault) {
  return filled(WORDS.faults[fault.word] ?? "", fault.about);
}

/**
 * @param {string} sentence
 * @param {Record<string, string>} places
 */
function filled(sentence, places) {
  return sentence.replace(/{(\w+)}/g, (_, place) => places[place] ?? "");
}

/**
 * An instant in Viet Nam: 10:42 ngày 08/05/2025, 10:42 on 8 May 2025.
 * @param {Date} at
 */
function moment(at) {
  const zone = { timeZone: "Asia/Ho_Chi_Minh" };
  const long = document.documentElement.lang !== "vi";
  /** @type {Intl.DateTimeFormatOptions} */
  const date = { ...zone, year: "numeric", month: long ? "long" : "2-digit", day: long ? "numeric" : "2-digit" };
  const time = at.toLocaleTimeString("vi-VN", { ...zone, hour: "numeric", minute: "2-digit" });
  return words("moment", { time, day: at.toLocaleDateString(locale(), date) });
}

/** How this page's language writes numbers and dates. */
function locale() {
  return { en: "en-GB", zh: "zh-CN", ko: "ko-KR" }[document.documentElement.lang] ?? "vi-VN";
}

/** @param {Said | string} said */
function say(said) {
  const card = /** @type {HTMLElement} */ (document.querySelector("[data-result]"));
  const [word, why] = typeof said === "string" ? ["", [said]] : [said.word, said.why];
  card.dataset.word = word;
  part(card, "[data-word]").textContent = words(word || "none");
  part(card, "[data-why]").replaceChildren(
    ...why.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })),
  );
  const before = typeof said === "string" ? "" : (said.before ?? "");
  part(card, "[data-before]").hidden = !before;
  part(card, "[data-before] pre").textContent = before;
  card.hidden = false;
  card.focus();
}

/**
 * @param {HTMLElement} card
 * @param {string} place
 */
function part(card, place) {
  return /** @type {HTMLElement} */ (card.querySelector(place));
}

/** @param {string} id */
function input(id) {
  return /** @type {HTMLInputElement} */ (document.getElementById(id));
}

const found = document.querySelector("[data-verify]");
if (found instanceof HTMLFormElement) start(found);
