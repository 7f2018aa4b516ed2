/** The tablet application: wakes up, shows the right first screen, keeps itself up to date. */

import { alone, looked } from "./ahead.js";
import { Awake } from "./awake.js";
import { Comfort } from "./comfort.js";
import { copyOf, one, screen, show } from "./page.js";
import { columnsFor, openDesks } from "./places.js";
import { Staff } from "./staff.js";
import { Tablet } from "./tablet.js";
import { on, Visit } from "./visit.js";

/** @typedef {import("./places.js").Desk} Desk */

const TOKEN = /^#[\w-]{20,100}$/;
const UPDATE_EVERY_MS = 3_600_000;
const START_SCREENS = ["", "desks", "faces", "pair", "closed"];
const WHY_REVOKED = "Máy này đã bị thu hồi hoặc mã máy không đúng. Đánh giá đang giữ không mất: ghép lại thì máy tự gửi.";
const WHY_FAR = "Chưa nối được với máy chủ để nhận nội dung của quầy. Máy tự thử lại; xin xem mạng.";

class App {
  #begun = "";
  #outdated = false;

  /** @param {import("./database.js").Database} database */
  constructor(database) {
    this.tablet = new Tablet(database, document.documentElement.dataset.version ?? "", () => this.changed());
    this.visit = new Visit(this.tablet, new Comfort(), () => this.begin(), (counter) => this.#go(counter));
    this.staff = new Staff(this.tablet, () => this.visit.end());
    this.awake = new Awake(this.tablet);
    on("other-desk", () => this.visit.end());
  }

  /**
   * @param {import("./database.js").Remembered} known
   * @param {string} token From the address; empty = none.
   */
  async start(known, token) {
    this.tablet.wake(known);
    if (token) await this.tablet.pair(token);
    this.visit.end();
    performance.mark("usable");
    this.tablet.start();
    this.awake.look();
    void navigator.storage?.persist?.();
    this.#stayUpToDate();
  }

  /** The first screen, whichever that is now. */
  begin() {
    if (this.#outdated) return location.reload();
    const { tablet, visit } = this;
    this.#begun = this.#known();
    this.#tellPlace();
    if (!tablet.settings || tablet.refused || !tablet.token) return this.#askForCode();
    const desks = openDesks(tablet.settings.counters, tablet.now());
    this.#fillDesks(desks);
    if (!desks.length) return show("closed");
    const [only] = desks;
    one('[data-action="other-desk"]').hidden = Boolean(only) && desks.length === 1;
    if (only && desks.length === 1) return this.#at(only);
    visit.desk = null;
    show("desks");
  }

  /** Something may be otherwise now: settings, waiting, link, token. */
  changed() {
    const { tablet, visit } = this;
    const waiting = one("[data-waiting]");
    waiting.textContent = waiting.dataset.waiting = String(tablet.waiting);
    one("[data-linked]").hidden = !tablet.linked;
    document.body.classList.toggle("is-full", tablet.full);
    if (!START_SCREENS.includes(screen()) || !visit.idle || !screen()) return;
    if (this.#known() !== this.#begun) visit.end();
  }

  /** What the first screen depends on. */
  #known() {
    const { settings, refused, token } = this.tablet;
    return JSON.stringify([settings?.hash, refused, token === ""]);
  }

  #askForCode() {
    const why = one("[data-pair-why]");
    why.dataset.usual ??= why.textContent ?? "";
    why.textContent = why.dataset.usual;
    if (this.tablet.refused) why.textContent = WHY_REVOKED;
    else if (this.tablet.token) why.textContent = WHY_FAR;
    show("pair");
  }

  /** @param {Desk[]} desks */
  #fillDesks(desks) {
    const tiles = desks.map((desk) => {
      const tile = copyOf("desk");
      tile.dataset.desk = desk.code;
      one("[data-desk-word]", tile).dataset.word = "counter";
      one("[data-desk-word]", tile).textContent = this.visit.words.counter;
      one(".desk-number", tile).textContent = String(desk.number);
      one(".desk-fields", tile).textContent = desk.fields.join(", ") || desk.name;
      one(".desk-official", tile).textContent = desk.official;
      picture(one("img", tile), desk);
      tile.setAttribute("aria-label", [`${this.visit.words.counter} ${desk.number}`, ...desk.fields, desk.official].filter(Boolean).join(", "));
      tile.addEventListener("click", () => this.#at(desk));
      return tile;
    });
    const tray = one("[data-desks]");
    tray.dataset.columns = String(columnsFor(desks.length));
    tray.replaceChildren(...tiles);
  }

  /** @param {string} counter Of an invitation; empty or unknown = the desk stays as it is. */
  #go(counter) {
    const desks = openDesks(this.tablet.settings.counters, this.tablet.now());
    const desk = desks.find(({ code }) => code === counter) ?? this.visit.desk;
    if (desk) this.#at(desk);
  }

  /** @param {Desk} desk */
  #at(desk) {
    this.visit.desk = desk;
    one("[data-desk-number]").textContent = String(desk.number).padStart(2, "0");
    one("[data-desk-fields]").textContent = desk.fields.length ? ` · ${desk.fields.join(", ")}` : "";
    picture(one("[data-desk-photo]"), desk);
    one("[data-desk-official]").textContent = desk.official ? ` · ${desk.official}` : "";
    show("faces");
    if (!this.tablet.settings.fixed) this.visit.expect();
  }

  #tellPlace() {
    one("[data-point]").textContent = this.tablet.settings?.place.point ?? "Nụ Cười";
    one("[data-host]").textContent = this.tablet.settings?.place.host ?? "";
  }

  /** A new version takes over while nobody is at the tablet. Sending waits for none of this. */
  #stayUpToDate() {
    const worker = document.body.dataset.worker ?? "";
    if (!navigator.serviceWorker) return;
    let first = !navigator.serviceWorker.controller;
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (!first) this.#outdated = true;
      first = false;
      if (this.#outdated && this.visit.idle && !this.staff.busy) this.begin();
    });
    void navigator.serviceWorker
      .register(worker, { scope: "/kiosk/", updateViaCache: "none" })
      .then((kept) => setInterval(() => void kept.update().catch(() => {}), UPDATE_EVERY_MS))
      .catch(() => {});
  }
}

/**
 * The official's photo, where the tablet was given one; the name beside it is its text.
 * @param {HTMLElement} image
 * @param {Desk} desk
 */
function picture(image, desk) {
  image.hidden = !desk.photo;
  if (desk.photo) image.setAttribute("src", desk.photo);
  else image.removeAttribute("src");
}

async function start() {
  const token = TOKEN.test(location.hash) ? location.hash.slice(1) : "";
  if (location.hash) history.replaceState(null, "", location.pathname);
  if (!looked) return show("insecure");
  stayHere();
  const waiting = setTimeout(() => show("elsewhere"), 500);
  await alone;
  clearTimeout(waiting);
  const { database, known } = await looked;
  // Where another window was there meanwhile, it may have written since.
  await new App(database).start(screen() ? await database.remembered() : known, token);
}

/** The back button leads nowhere: neither out of the application nor to what somebody said. */
function stayHere() {
  history.pushState(null, "");
  window.addEventListener("popstate", () => history.pushState(null, ""));
}

void start();
