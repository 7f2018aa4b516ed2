/** The code as a QR code, drawn as one path. */

import { encode } from "./vendor/qr.js";

/**
 * @param {Element} picture An svg with one path in it.
 * @param {string} text
 */
export function drawCode(picture, text) {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  picture.querySelector("path")?.setAttribute("d", squares(data));
}

/**
 * @param {boolean[][]} rows
 * @returns {string} A unit square for each dark module.
 */
export function squares(rows) {
  return rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
}
