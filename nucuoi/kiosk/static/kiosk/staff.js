/** What staff see: pairing, and behind a long press and a code the panel of this tablet. */

import { post } from "./network.js";
import { copyOf, one, screen, show } from "./page.js";
import { openDesks, there } from "./places.js";
import { on } from "./visit.js";

const LONG_PRESS_MS = 1500;
const PANEL_MS = 120_000;
const TRIES = 5;
const LOCK_MS = 600_000;
const HELD_WORDS = /** @type {Record<string, string>} */ ({
  conflict: "trùng mã với một đánh giá khác",
  invalid: "có mục chưa đúng",
  unknown_counter: "không có quầy này",
  closed: "quầy đã ngừng vào lúc đánh giá",
});

export class Staff {
  #leaving = 0;
  #checking = false;

  /**
   * @param {import("./tablet.js").Tablet} tablet
   * @param {() => void} begin
   */
  constructor(tablet, begin) {
    this.tablet = tablet;
    this.begin = begin;
    this.#watchDoor();
    one("[data-pin]").addEventListener("submit", (event) => void this.#enter(event));
    one("[data-pair]").addEventListener("submit", (event) => void this.#pair(event));
    one("[data-sign-on]").addEventListener("submit", (event) => void this.#signOn(event));
    on("sign-off", () => void this.#signOff());
    on("flush", () => void this.tablet.deliver().then(() => this.#fill()));
    on("leave", () => void (document.fullscreenElement && document.exitFullscreen()));
    on("unpair", () => void this.#unpair());
    on("back", () => this.#back());
  }

  /** Whether staff are at it. */
  get busy() {
    return ["pin", "staff"].includes(screen());
  }

  #back() {
    clearTimeout(this.#leaving);
    if (screen() === "ticket") show("faces");
    else this.begin();
  }

  /** A long press on the mark, or Enter held down on it, opens the door. */
  #watchDoor() {
    const door = one("[data-staff-door]");
    let timer = 0;
    const begin = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => this.#knock(), LONG_PRESS_MS);
    };
    const end = () => clearTimeout(timer);
    door.addEventListener("pointerdown", begin);
    for (const kind of ["pointerup", "pointerleave", "pointercancel", "blur"]) door.addEventListener(kind, end);
    door.addEventListener("contextmenu", (event) => event.preventDefault());
    door.addEventListener("keydown", (event) => void (event.key === "Enter" && !event.repeat && begin()));
    door.addEventListener("keyup", end);
  }

  #knock() {
    if (!this.tablet.settings || !["faces", "desks", "closed"].includes(screen())) return;
    document.documentElement.lang = "vi";
    show("pin");
    one("#staff_code").focus();
    this.#leaveLater();
  }

  /** @param {Event} event */
  async #enter(event) {
    event.preventDefault();
    if (this.#checking) return;
    this.#checking = true;
    const wrong = await this.#check(taken("#staff_code"));
    this.#checking = false;
    tell("[data-pin]", wrong);
    if (wrong) return;
    await this.#fill();
    show("staff");
    this.#leaveLater();
  }

  /**
   * @param {string} code
   * @returns {Promise<string>} What is wrong; empty = it is the code.
   */
  async #check(code) {
    const tries = (await this.tablet.database.own("tries")) ?? { count: 0, atMs: 0 };
    const locked = tries.count >= TRIES && Math.abs(Date.now() - tries.atMs) < LOCK_MS;
    if (locked) return "Đã gõ sai 5 lần. Xin chờ 10 phút.";
    const { salt, check, rounds } = this.tablet.settings.staff;
    const right = (await stretched(code, salt, rounds)) === check;
    const count = tries.count >= TRIES ? 1 : tries.count + 1;
    await this.tablet.database.keep("tries", { count: right ? 0 : count, atMs: Date.now() });
    return right ? "" : "Mã này không đúng. Mã ở trang “Thiết bị” và trên phiếu bàn giao.";
  }

  #leaveLater() {
    clearTimeout(this.#leaving);
    this.#leaving = window.setTimeout(() => this.busy && this.begin(), PANEL_MS);
  }

  async #fill() {
    const { tablet } = this;
    one("[data-facts]").replaceChildren(...(await this.#facts()).map(([name, value]) => fact(name, value)));
    one("[data-checks]").replaceChildren(...(await checks(tablet)).map(([fine, words]) => check(fine, words)));
    const held = await tablet.database.heldList();
    one("[data-held-card]").hidden = held.length === 0;
    const lines = held.map((one) => check(one.handedOver, `${when(one.ratedMs)}: ${HELD_WORDS[one.status] ?? one.status}${one.handedOver ? "; đã gửi bản sao cho quản trị" : ""}`));
    one("[data-held]").replaceChildren(...lines);
    await this.#fillSignOn();
  }

  async #facts() {
    const { tablet } = this;
    const numbering = await tablet.database.numbering();
    const held = await tablet.database.heldList();
    return /** @type {[string, string][]} */ ([
      ["Tên máy", tablet.settings.device],
      ["Chờ gửi", String(tablet.waiting)],
      ["Gửi lần cuối", tablet.lastSentMs ? when(tablet.lastSentMs) : "chưa gửi từ khi mở"],
      ["Máy chủ chưa nhận", String(held.length)],
      ["Đã đánh số", String(numbering.next)],
      ["Phiên bản", tablet.version],
    ]);
  }

  async #fillSignOn() {
    const desks = openDesks(this.tablet.settings.counters, this.tablet.now());
    const pick = /** @type {HTMLSelectElement} */ (one("#sign_on_desk"));
    pick.replaceChildren(...desks.map((desk) => new Option(`Quầy ${String(desk.number).padStart(2, "0")}`, desk.code)));
    one("[data-sign-on-desk]").hidden = desks.length < 2;
    const on = await this.tablet.claims.signedOn();
    const lines = desks.filter((desk) => on[desk.code]).map((desk) => `Quầy ${desk.number}: ${on[desk.code]?.fullName}, từ ${when(on[desk.code]?.atMs ?? 0)}.`);
    const later = await this.tablet.claims.waiting();
    if (later) lines.push("Có mã chờ kiểm tra khi nối mạng.");
    const refused = await this.tablet.database.own("refusedClaim");
    if (refused) lines.push(`Mã gõ lúc ${when(refused.atMs)} không đúng; đánh giá được ghi theo lịch trực.`);
    one("[data-signed-on]").textContent = lines.join(" ") || "Chưa ai đăng nhập trên máy này.";
  }

  /** @param {Event} event */
  async #signOn(event) {
    event.preventDefault();
    const code = taken("#badge").replace(/\D/g, "");
    if (!code) return tell("[data-sign-on]", "Xin gõ mã trực quầy.");
    await this.tablet.database.forget("refusedClaim");
    const proof = await this.tablet.claims.make(this.#deskOfSignOn(), code);
    tell("[data-sign-on]", proof.words);
    await this.#fillSignOn();
  }

  async #signOff() {
    await this.tablet.claims.make(this.#deskOfSignOn(), "");
    await this.#fillSignOn();
  }

  #deskOfSignOn() {
    return /** @type {HTMLSelectElement} */ (one("#sign_on_desk")).value;
  }

  /** @param {Event} event */
  async #pair(event) {
    event.preventDefault();
    const reply = await post("/api/v1/devices/pair", { code: input("#pairing_code").value.trim() }, "");
    if (!reply.ours) return tell("[data-pair]", "Chưa nối được với máy chủ. Xin xem mạng của máy rồi thử lại.");
    if (reply.status !== 200) return tell("[data-pair]", "Mã ghép này không đúng hoặc đã hết hạn. Xin tạo mã mới trên trang “Thiết bị”.");
    input("#pairing_code").value = "";
    tell("[data-pair]", "");
    await this.tablet.pair(reply.body.token);
    this.begin();
  }

  async #unpair() {
    await this.tablet.unpair();
    this.begin();
  }
}

/**
 * What should be so on a tablet that people may be left alone with.
 * @param {import("./tablet.js").Tablet} tablet
 * @returns {Promise<[boolean, string][]>}
 */
async function checks(tablet) {
  const kept = (await navigator.storage?.persisted?.()) ?? false;
  const room = await navigator.storage?.estimate?.();
  const free = (room?.quota ?? 0) - (room?.usage ?? 0);
  const alone = matchMedia("(display-mode: fullscreen)").matches || matchMedia("(display-mode: standalone)").matches;
  const drift = Math.round(Math.abs(tablet.offsetMs) / 60_000);
  return [
    [tablet.linked, tablet.linked ? "Đang nối với máy chủ" : "Chưa nối được với máy chủ; máy tự thử lại"],
    [!tablet.full && free > 5e7, tablet.full ? "Không ghi được vào bộ nhớ của máy" : "Bộ nhớ của máy còn chỗ"],
    [kept, kept ? "Trình duyệt giữ dữ liệu lâu dài" : "Trình duyệt chưa hứa giữ dữ liệu: cài ứng dụng ra màn hình chính"],
    [alone, alone ? "Chạy toàn màn hình" : "Chưa chạy toàn màn hình: mở từ biểu tượng đã cài, rồi khóa máy"],
    [drift < 2, drift < 2 ? "Đồng hồ đúng" : `Đồng hồ lệch ${drift} phút so với máy chủ`],
    ["wakeLock" in navigator, "wakeLock" in navigator ? "Giữ được màn hình sáng" : "Không giữ được màn hình sáng: đặt trong cài đặt của máy"],
  ];
}

/**
 * PBKDF2-SHA-256 in hexadecimal.
 * @param {string} code
 * @param {string} salt Hexadecimal.
 * @param {number} rounds
 * @returns {Promise<string>}
 */
async function stretched(code, salt, rounds) {
  const bytes = new Uint8Array((salt.match(/../g) ?? []).map((pair) => parseInt(pair, 16)));
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(code), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: bytes, iterations: rounds }, material, 256);
  return [...new Uint8Array(bits)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} selector
 * @returns {HTMLInputElement}
 */
function input(selector) {
  return /** @type {HTMLInputElement} */ (one(selector));
}

/**
 * What was typed; the field is empty at once, and what was wrong before is no longer said.
 * @param {string} selector
 * @returns {string}
 */
function taken(selector) {
  const field = input(selector);
  const value = field.value.trim();
  field.value = "";
  one(".wrong", /** @type {HTMLElement} */ (field.form)).hidden = true;
  return value;
}

/**
 * Says what is wrong with a form, or that nothing is.
 * @param {string} form
 * @param {string} words
 */
function tell(form, words) {
  const wrong = one(".wrong", one(form));
  one("[data-wrong]", wrong).textContent = words;
  wrong.hidden = !words;
}

/**
 * @param {string} name
 * @param {string} value
 */
function fact(name, value) {
  const part = copyOf("fact");
  one("dt", part).textContent = name;
  one("dd", part).textContent = value;
  return part;
}

/**
 * @param {boolean} fine
 * @param {string} words
 */
function check(fine, words) {
  const part = copyOf("check");
  one("[data-check-icon]", part).textContent = fine ? "✓" : "!";
  part.classList.toggle("is-fine", fine);
  one("[data-check-words]", part).textContent = words;
  return part;
}

/**
 * @param {number} ms
 * @returns {string} dd/mm HH:MM in Viet Nam.
 */
function when(ms) {
  const text = there(ms);
  return `${text.slice(11, 16)} ngày ${text.slice(8, 10)}/${text.slice(5, 7)}`;
}

