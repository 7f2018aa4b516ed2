/** Reading a receipt code as a person types it; the lookup key is made on the device. */

import { lookupOf, showCode } from "../rate/receipt.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The 10 bytes of a code, without regard to case, hyphens, spaces and I, L, O; null when it is none.
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer> | null}
 */
export function readCode(text) {
  const signs = text.toUpperCase().replace(/[- ]/g, "").replace(/[IL]/g, "1").replaceAll("O", "0");
  const values = [...signs].map((sign) => ALPHABET.indexOf(sign));
  if (values.length !== 17 || values.includes(-1)) return null;
  let number = 0n;
  for (const value of values.slice(0, 16)) number = (number << 5n) | BigInt(value);
  const raw = Uint8Array.from({ length: 10 }, (_, place) => Number((number >> BigInt(72 - 8 * place)) & 255n));
  return showCode(raw).replaceAll("-", "") === signs ? raw : null;
}

/**
 * The lookup key of a code, in base64url and as bytes.
 * @param {Uint8Array<ArrayBuffer>} raw
 */
export async function lookupKey(raw) {
  const text = await lookupOf(raw);
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  return { text, bytes };
}
