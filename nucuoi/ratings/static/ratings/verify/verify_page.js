/** `/kiem-chung/`: reads a file or asks for one by code, checks it here, says the word. */

import { Broken } from "./bytes.js";
import { lookupKey, readCode } from "./code.js";
import { proveFromTiles } from "./consistency.js";
import * as memory from "./memory.js";
import { readPolicy } from "./policy.js";
import { verify } from "./verify.js";

const WORDS = { match: "Khớp", not_yet: "Chưa có", contradiction: "Mâu thuẫn — hãy giữ tệp này" };

/** @typedef {{word: keyof typeof WORDS, why: string[], before?: string}} Said */

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
  if (!globalThis.crypto?.subtle) return "Trình duyệt chỉ kiểm chứng được khi trang mở bằng https. Xin dùng chương trình ở dưới.";
  const typed = input("proof-code").value.trim();
  const raw = typed ? readCode(typed) : null;
  if (typed && !raw) return "Mã có 17 ký tự, không có chữ I, L, O, U. Xin xem lại.";
  const key = raw ? await lookupKey(raw) : null;
  try {
    const content = await proof(key?.text);
    if (typeof content === "string") return content;
    if (!content) return { word: "not_yet", why: ["Dòng chưa vào sổ đã ký. Xin thử lại sau vài phút."] };
    const policy = await readPolicy(input("proof-policy").value);
    const result = await verify(content, policy, key?.bytes ?? null, { seen: memory.seen, prove });
    if (result.checkpoint) memory.remember(result.origin, result.checkpoint);
    return { word: result.word, why: [...sentences(result)], before: result.before };
  } catch (fault) {
    if (fault instanceof Broken) return `Khóa không đọc được: ${fault.message}.`;
    if (fault instanceof DOMException) return "Trình duyệt này chưa kiểm tra được chữ ký Ed25519. Xin dùng trình duyệt mới hơn, hoặc chương trình ở dưới.";
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
  if (!lookup) return "Xin chọn tệp chứng minh hoặc nhập mã tra cứu.";
  try {
    const answer = await fetch("/api/v1/receipts", { headers: { Receipt: lookup } });
    const { proof: text } = await answer.json();
    return text ? new TextEncoder().encode(text) : null;
  } catch {
    return "Chưa lấy được tệp chứng minh vì mất mạng. Xin thử lại, hoặc chọn tệp đã tải.";
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
  if (result.why) {
    yield `${result.why[0]?.toUpperCase()}${result.why.slice(1)}.`;
    return;
  }
  const number = new Intl.NumberFormat("vi-VN");
  yield `Dòng số ${number.format(result.index ?? 0n)} có trong sổ ${result.origin}, gồm ${number.format(result.size ?? 0n)} dòng.`;
  for (const { name, at } of result.witnesses) {
    yield `${name} đã xác nhận lúc ${moment(new Date(Number(at) * 1000))}.`;
  }
  if (result.before) yield "Chưa đối chiếu được với mốc đã nhớ trên máy này. Xin thử lại khi có mạng.";
  else if (result.word === "not_yet") yield "Máy chứng kiến chưa xác nhận mốc này. Xin tải lại tệp chứng minh sau vài phút.";
}

/**
 * An instant in Viet Nam: 10:42 ngày 08/05/2025.
 * @param {Date} at
 */
function moment(at) {
  const timeZone = "Asia/Ho_Chi_Minh";
  const time = at.toLocaleTimeString("vi-VN", { timeZone, hour: "numeric", minute: "2-digit" });
  return `${time} ngày ${at.toLocaleDateString("vi-VN", { timeZone, day: "2-digit", month: "2-digit", year: "numeric" })}`;
}

/** @param {Said | string} said */
function say(said) {
  const card = /** @type {HTMLElement} */ (document.querySelector("[data-result]"));
  const [word, why] = typeof said === "string" ? ["", [said]] : [said.word, said.why];
  card.dataset.word = word;
  part(card, "[data-word]").textContent = typeof said === "string" ? "Chưa kiểm chứng được" : WORDS[said.word];
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
