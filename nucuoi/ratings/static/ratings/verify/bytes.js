/** Bytes, base64 in its one spelling, and SHA-256. */

const encoder = new TextEncoder();

/** What a file or signature must be and is not: trust nothing of it. */
export class Broken extends Error {
  /**
   * @param {string} word Which of the page's sentences says it, `faults` in `portal/words`.
   * @param {Record<string, string>} [about] What stands in its places.
   */
  constructor(word, about = {}) {
    super(word);
    this.word = word;
    this.about = about;
  }
}

/** @param {string} text */
export const utf8 = (text) => encoder.encode(text);

/**
 * Standard padded base64; other spellings of the same bytes are refused.
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4) throw new Broken("base64", { about: text.slice(0, 40) });
  const value = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  if (toBase64(value) !== text) throw new Broken("base64_spelling");
  return value;
}

/** @param {Uint8Array} value */
export function toBase64(value) {
  return btoa(String.fromCharCode(...value));
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>} 32 bytes.
 */
export function hashFromBase64(text) {
  const value = fromBase64(text);
  if (value.length !== 32) throw new Broken("hash");
  return value;
}

/**
 * An ASCII decimal from 0 to 2^63 - 1 without leading zeroes.
 * @param {string} text
 */
export function decimal(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text) || BigInt(text) >= 1n << 63n) throw new Broken("number", { about: text.slice(0, 40) });
  return BigInt(text);
}

/** @param {...Uint8Array} parts */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {...Uint8Array} parts */
export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

/**
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
export function same(one, other) {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

/**
 * The text of strict UTF-8.
 * @param {Uint8Array} content
 */
export function decoded(content) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new Broken("utf8");
  }
}
