/** While an answer is written, says which of the three signs of courtesy stand in it already. */

const text = document.querySelector("textarea[name='tra-loi-text']");

/** @type {Record<string, RegExp>} */
const signs = {
  apology: /xin loi|lay lam tiec|rat tiec/,
  day: /\b\d{1,2}\s*[/-]\s*\d{1,2}|ngay \d{1,2}\b|hom nay|ngay mai/,
  contact: /lien he|so dien thoai|duong day nong|dien thoai|(\+84|0)\d[\d .]{7,}/,
};

/**
 * Small letters without diacritics.
 * @param {string} words
 * @returns {string}
 */
function plain(words) {
  return words.toLowerCase().replaceAll("đ", "d").normalize("NFD").replaceAll(/\p{M}/gu, "");
}

function look() {
  if (!(text instanceof HTMLTextAreaElement)) return;
  const words = plain(text.value);
  for (const [name, sign] of Object.entries(signs)) {
    const shown = document.querySelector(`[data-check="${name}"]`);
    shown?.setAttribute("data-there", String(sign.test(words)));
  }
}

if (text instanceof HTMLTextAreaElement) {
  text.addEventListener("input", look);
  look();
}
