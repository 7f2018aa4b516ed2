/**
 * Receipt codes, made on the device: the server only ever sees the lookup key (design §6).
 * Shared vectors with Python: tests/vectors/receipts.json.
 */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_BYTES = 10;

/**
 * @typedef {object} Receipt
 * @property {string} code The code as people see it, XXXX-XXXX-XXXX-XXXX-C.
 * @property {string} lookup The lookup key, 32 bytes in base64url without padding.
 */

/**
 * Makes a new code of 80 random bits; null where the browser has no WebCrypto (plain http): then
 * the server makes the code.
 * @returns {Promise<Receipt | null>}
 */
export async function makeReceipt() {
  if (!globalThis.crypto?.subtle) return null;
  const raw = crypto.getRandomValues(new Uint8Array(CODE_BYTES));
  return { code: showCode(raw), lookup: await lookupOf(raw) };
}

/**
 * The 10 bytes of a code in groups 4-4-4-4-1; the last sign is the check character.
 * @param {Uint8Array} raw
 * @returns {string}
 */
export function showCode(raw) {
  const values = inFives(raw);
  const signs = values.map((value) => ALPHABET[value]).join("");
  return `${signs.match(/.{4}/g)?.join("-")}-${ALPHABET[checkValue(values)]}`;
}

/**
 * HKDF-SHA-256 of the code's bytes without salt, info "lookup".
 * @param {Uint8Array<ArrayBuffer>} raw
 * @returns {Promise<string>}
 */
export async function lookupOf(raw) {
  const material = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveBits"]);
  const method = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new TextEncoder().encode("lookup") };
  const bits = await crypto.subtle.deriveBits(method, material, 256);
  const text = btoa(String.fromCharCode(...new Uint8Array(bits)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * @param {Uint8Array} raw
 * @returns {number[]} Values 0 to 31, highest bits first.
 */
function inFives(raw) {
  const bits = [...raw].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => Number.parseInt(five, 2));
}

/**
 * Luhn mod 32: finds every single wrong sign and nearly every swap.
 * @param {number[]} values
 * @returns {number}
 */
function checkValue(values) {
  let total = 0;
  for (const [place, value] of [...values].reverse().entries()) {
    const product = place % 2 ? value : value * 2;
    total += Math.floor(product / 32) + (product % 32);
  }
  return (32 - (total % 32)) % 32;
}
