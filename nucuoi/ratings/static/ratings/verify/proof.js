/** C2SP tlog-proof and what we put into it: from the file to the leaf, from the leaf to the root. */

import { Broken, decimal, decoded, fromBase64, hashFromBase64, joined, same, sha256, toBase64, utf8 } from "./bytes.js";

const HEADER = "c2sp.org/tlog-proof@v1";
const OPENS = new Map([["nucuoi/receipt/v1", "entry"], ["nucuoi/table/v1", "table"]]);
const PARTS = ["core", "duty", "text", "receipt"];

/**
 * @typedef {object} Proof
 * @property {bigint} index
 * @property {Uint8Array[]} hashes From the leaf's sibling upwards.
 * @property {Uint8Array} checkpoint The signed checkpoint, verbatim.
 * @property {Uint8Array} extra The opening; empty when there is none.
 */

/**
 * @typedef {object} Opening
 * @property {string} kind Of the leaf: `entry` or `table`.
 * @property {Uint8Array[]} digests Of the four parts.
 * @property {Uint8Array} salt Of the part that is opened.
 */

/**
 * @param {Uint8Array} content
 * @returns {Proof}
 */
export function readProof(content) {
  const end = content.findIndex((byte, at) => byte === 10 && content[at + 1] === 10);
  if (end < 0 || content.subarray(0, end).some((byte) => byte > 127)) throw new Broken("proof");
  const [header, ...lines] = decoded(content.subarray(0, end)).split("\n");
  if (header !== HEADER) throw new Broken("proof");
  let extra = new Uint8Array();
  if (lines[0]?.startsWith("extra")) {
    extra = fromBase64(field("extra", lines.shift()));
    if (!extra.length) throw new Broken("extra_empty");
  }
  const index = decimal(field("index", lines.shift()));
  if (lines.length > 63) throw new Broken("hashes");
  return { index, hashes: lines.map(hashFromBase64), checkpoint: content.subarray(end + 2), extra };
}

/**
 * @param {string} name
 * @param {string | undefined} line
 */
function field(name, line) {
  if (!line?.startsWith(`${name} `)) throw new Broken("line_missing", { about: name });
  return line.slice(name.length + 1);
}

/**
 * @param {Uint8Array} extra
 * @returns {Opening}
 */
export function readOpening(extra) {
  let said;
  try {
    said = JSON.parse(decoded(extra));
  } catch {
    throw new Broken("opens_nothing");
  }
  const kind = OPENS.get(said?.opens);
  if (!kind) throw new Broken("opens_other");
  return { kind, digests: PARTS.map((name) => hashFromBase64(String(said[name]))), salt: hashFromBase64(String(said.salt)) };
}

/**
 * The hash of the leaf that commits to these parts.
 * @param {Opening} opening
 */
export async function leafHash(opening) {
  const entry = await sha256(utf8("nucuoi/entry/v1\0"), ...opening.digests);
  return sha256(new Uint8Array([0]), utf8(`nucuoi/leaf/v1\n${opening.kind}\n${toBase64(entry)}\n`));
}

/**
 * Whether the receipt part is that of a lookup key.
 * @param {Opening} opening
 * @param {Uint8Array} lookup 32 bytes.
 */
export async function opensWith(opening, lookup) {
  if (opening.kind !== "entry") return false;
  const digest = await sha256(utf8("nucuoi/part/v1\0receipt\0"), opening.salt, lookup);
  return same(digest, opening.digests[3] ?? new Uint8Array());
}

/**
 * RFC 9162, section 2.1.3.2: whether the hashes lead from the leaf to the root.
 * @param {Uint8Array} leaf
 * @param {bigint} index
 * @param {bigint} size
 * @param {Uint8Array[]} hashes
 * @param {Uint8Array} root
 */
export async function leadsTo(leaf, index, size, hashes, root) {
  if (index >= size) return false;
  let [here, last, hash] = [index, size - 1n, leaf];
  for (const sibling of hashes) {
    if (last === 0n) return false;
    if (here & 1n || here === last) {
      hash = await sha256(new Uint8Array([1]), joined(sibling, hash));
      while (!(here & 1n) && here) [here, last] = [here >> 1n, last >> 1n];
    } else {
      hash = await sha256(new Uint8Array([1]), joined(hash, sibling));
    }
    [here, last] = [here >> 1n, last >> 1n];
  }
  return last === 0n && same(hash, root);
}
