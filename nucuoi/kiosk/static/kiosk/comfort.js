/** Larger text, high contrast, reading aloud: for one person, and back to usual for the next. */

import { all, one, screen } from "./page.js";

export class Comfort {
  constructor() {
    this.#button("large").addEventListener("click", () => this.#toggle("large"));
    this.#button("contrast").addEventListener("click", () => this.#toggle("contrast"));
    this.#button("aloud").addEventListener("click", () => this.#readAloud());
    globalThis.speechSynthesis?.addEventListener?.("voiceschanged", () => this.offerVoice());
  }

  reset() {
    const page = document.documentElement;
    page.removeAttribute("data-large");
    page.removeAttribute("data-theme");
    globalThis.speechSynthesis?.cancel();
    for (const name of ["large", "contrast"]) this.#button(name).setAttribute("aria-pressed", "false");
    this.offerVoice();
  }

  /** The button is there only where this tablet has a voice of the language. */
  offerVoice() {
    this.#button("aloud").hidden = !this.#voice();
  }

  /** @param {"large" | "contrast"} name */
  #toggle(name) {
    const page = document.documentElement;
    const on = this.#button(name).getAttribute("aria-pressed") !== "true";
    this.#button(name).setAttribute("aria-pressed", String(on));
    if (name === "large") page.toggleAttribute("data-large", on);
    else if (on) page.dataset.theme = "contrast";
    else page.removeAttribute("data-theme");
  }

  #readAloud() {
    const voices = globalThis.speechSynthesis;
    if (voices.speaking) return voices.cancel();
    const part = one(`[data-screen="${screen()}"]`);
    const said = all("h1, [data-score], legend, label", part).filter((word) => word.offsetParent);
    const speech = new SpeechSynthesisUtterance(said.map((word) => word.textContent?.trim()).join(". "));
    speech.lang = document.documentElement.lang;
    speech.voice = this.#voice() ?? null;
    voices.speak(speech);
  }

  #voice() {
    const lang = document.documentElement.lang;
    return globalThis.speechSynthesis?.getVoices().find((voice) => voice.localService && voice.lang.startsWith(lang));
  }

  /**
   * @param {string} name
   * @returns {HTMLElement}
   */
  #button(name) {
    return one(`[data-comfort="${name}"]`);
  }
}
