/** C2SP signed-note, tlog-checkpoint and tlog-cosignature: who has signed what. */

import { Broken, decimal, decoded, fromBase64, hashFromBase64, joined, same, sha256, utf8 } from "./bytes.js";

const ED25519 = 1;
const COSIGNATURE = 4;
const LONGEST = 1_000_000;
const UNFIT = /[\x00-\x1f+\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/**
 * @typedef {object} Key
 * @property {string} name
 * @property {number} kind 1 of a log, 4 of a witness.
 * @property {Uint8Array<ArrayBuffer>} public 32 bytes.
 * @property {Uint8Array} id 4 bytes.
 */

/**
 * @typedef {object} Note
 * @property {string} text
 * @property {{name: string, id: Uint8Array, value: Uint8Array<ArrayBuffer>}[]} signatures
 */

/**
 * @typedef {object} Checkpoint
 * @property {string} origin
 * @property {bigint} size
 * @property {Uint8Array} root
 */

/**
 * The key of a line `name+id+base64`.
 * @param {string} vkey
 * @returns {Promise<Key>}
 */
export async function readKey(vkey) {
  const [, name = "", id = "", encoded = ""] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  checkName(name);
  const material = fromBase64(encoded);
  const [kind] = material;
  if (material.length !== 33 || (kind !== ED25519 && kind !== COSIGNATURE)) throw new Broken("key", { about: vkey });
  const own = (await sha256(utf8(`${name}\n`), material)).slice(0, 4);
  if (id !== [...own].map((byte) => byte.toString(16).padStart(2, "0")).join("")) throw new Broken("key_id", { about: vkey });
  return { name, kind, public: material.slice(1), id: own };
}

/**
 * @param {Uint8Array} content
 * @returns {Note}
 */
export function readNote(content) {
  if (content.length > LONGEST) throw new Broken("note_long");
  const whole = decoded(content);
  const end = whole.lastIndexOf("\n\n");
  if (end < 0) throw new Broken("note_unsigned");
  const text = whole.slice(0, end + 1);
  if (/[\x00-\x09\x0b-\x1f]/.test(text)) throw new Broken("note_control");
  const lines = whole.slice(end + 2).split("\n");
  if (lines.pop() !== "" || !lines.length || lines.length > 100) throw new Broken("note_signatures");
  return { text, signatures: lines.map(readSignature) };
}

/** @param {string} line */
function readSignature(line) {
  const [, name = "", encoded = ""] = /^— ([^ ]*) (.*)$/.exec(line) ?? [];
  checkName(name);
  const value = fromBase64(encoded);
  if (value.length < 5) throw new Broken("signature_short");
  return { name, id: value.slice(0, 4), value: value.slice(4) };
}

/** @param {string} name */
function checkName(name) {
  if (!name || UNFIT.test(name)) throw new Broken("key_name");
}

/**
 * @param {string} text
 * @returns {Checkpoint}
 */
export function readCheckpoint(text) {
  const lines = text.split("\n").slice(0, -1);
  if (lines.length < 3 || lines.some((line) => !line)) throw new Broken("note_lines");
  const [origin = "", size = "", root = ""] = lines;
  return { origin, size: decimal(size), root: hashFromBase64(root) };
}

/**
 * The known keys that have signed; a signature of one of them that does not hold spoils the note.
 * @param {Note} note
 * @param {Key[]} keys
 * @returns {Promise<{key: Key, at: bigint}[]>} `at` is a witness's time in seconds, 0 of a log.
 */
export async function signers(note, keys) {
  const found = [];
  for (const { name, id, value } of note.signatures) {
    const key = keys.find((one) => one.name === name && same(one.id, id));
    if (!key) continue;
    found.push({ key, at: await verified(note.text, key, value) });
  }
  return found;
}

/**
 * @param {string} text
 * @param {Key} key
 * @param {Uint8Array<ArrayBuffer>} value
 */
async function verified(text, key, value) {
  let at = 0n;
  let signature = value;
  let message = utf8(text);
  if (key.kind === COSIGNATURE) {
    at = value.slice(0, 8).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
    if (value.length !== 72 || at < 1n || at >= 1n << 63n) throw new Broken("signature", { about: key.name });
    signature = value.slice(8);
    message = joined(utf8(`cosignature/v1\ntime ${at}\n`), message);
  }
  if (signature.length !== 64 || !(await holds(key, signature, message))) throw new Broken("signature", { about: key.name });
  return at;
}

/**
 * @param {Key} key
 * @param {Uint8Array<ArrayBuffer>} signature
 * @param {Uint8Array<ArrayBuffer>} message
 */
async function holds(key, signature, message) {
  const imported = await crypto.subtle.importKey("raw", key.public, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, signature, message);
}
