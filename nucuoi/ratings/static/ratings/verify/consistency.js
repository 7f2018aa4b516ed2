/** Whether a later tree of the log begins with all of an earlier one: RFC 9162 2.1.4, from C2SP tiles. */

import { joined, same, sha256 } from "./bytes.js";

const WIDTH = 256;
const HASH = 32;

/**
 * @typedef {(path: string) => Promise<Uint8Array | null>} ReadTile Content of a tile; null when there is none.
 * @typedef {(level: number, index: number) => Promise<Uint8Array>} Node
 */

/** Tiles that a proof needs and that could not be had. */
export class Missing extends Error {}

/**
 * RFC 9162, section 2.1.4.2.
 * @param {bigint} old From 1.
 * @param {bigint} size Not smaller.
 * @param {Uint8Array} oldRoot
 * @param {Uint8Array} root
 * @param {Uint8Array[]} proof
 */
export async function extendsTree(old, size, oldRoot, root, proof) {
  if (old === size) return !proof.length && same(oldRoot, root);
  const [seed, ...rest] = old & (old - 1n) ? proof : [oldRoot, ...proof];
  if (!seed || !proof.length) return false;
  let [here, last, before, now] = [old - 1n, size - 1n, seed, seed];
  while (here & 1n) [here, last] = [here >> 1n, last >> 1n];
  for (const hash of rest) {
    if (last === 0n) return false;
    if (here & 1n || here === last) {
      [before, now] = [await above(hash, before), await above(hash, now)];
      while (here && !(here & 1n)) [here, last] = [here >> 1n, last >> 1n];
    } else {
      now = await above(now, hash);
    }
    [here, last] = [here >> 1n, last >> 1n];
  }
  return last === 0n && same(before, oldRoot) && same(now, root);
}

/**
 * RFC 9162, section 2.1.4.1: the proof that the tree of `size` leaves begins with that of `old`.
 * @param {ReadTile} read
 * @param {number} old From 1.
 * @param {number} size Larger.
 */
export async function proveFromTiles(read, old, size) {
  const node = nodes(read, size);
  /**
   * @param {number} kept Leaves of the old tree below this part.
   * @param {number} start
   * @param {number} end
   * @param {boolean} whole Whether this part is the old tree's left edge.
   * @returns {Promise<Uint8Array[]>}
   */
  const part = async (kept, start, end, whole) => {
    if (kept === end - start) return whole ? [] : [await rootOf(node, start, end)];
    const middle = start + split(end - start);
    if (kept <= middle - start) return [...(await part(kept, start, middle, whole)), await rootOf(node, middle, end)];
    return [...(await part(kept - (middle - start), middle, end, false)), await rootOf(node, start, middle)];
  };
  return part(old, 0, size, true);
}

/**
 * @param {Node} node
 * @param {number} start
 * @param {number} end
 * @returns {Promise<Uint8Array>}
 */
async function rootOf(node, start, end) {
  const height = Math.log2(end - start);
  if (Number.isInteger(height)) return node(height, start / 2 ** height);
  const middle = start + split(end - start);
  return above(await rootOf(node, start, middle), await rootOf(node, middle, end));
}

/**
 * Complete subtrees of the tree of `size` leaves; each tile is read once.
 * @param {ReadTile} read
 * @param {number} size
 * @returns {Node}
 */
function nodes(read, size) {
  /** @type {Map<string, Promise<Uint8Array[]>>} */
  const rows = new Map();
  return async (level, index) => {
    const height = level % 8;
    const place = index * 2 ** height;
    const [tileLevel, tile] = [(level - height) / 8, Math.floor(place / WIDTH)];
    const key = `${tileLevel}/${tile}`;
    const width = Math.min(WIDTH, Math.floor(size / WIDTH ** tileLevel) - tile * WIDTH);
    if (!rows.has(key)) rows.set(key, row(read, `tile/${tileLevel}/${numbered(tile)}`, width));
    const found = await /** @type {Promise<Uint8Array[]>} */ (rows.get(key));
    let some = found.slice(place % WIDTH, (place % WIDTH) + 2 ** height);
    while (some.length > 1) some = await paired(some);
    return some[0] ?? new Uint8Array();
  };
}

/**
 * @param {ReadTile} read
 * @param {string} full Path of the full tile, which may have taken the place of the partial one.
 * @param {number} width
 */
async function row(read, full, width) {
  const content = (width < WIDTH ? await read(`${full}.p/${width}`) : null) ?? (await read(full));
  if (!content || content.length < width * HASH) throw new Missing(full);
  return Array.from({ length: width }, (_, place) => content.slice(place * HASH, (place + 1) * HASH));
}

/** @param {Uint8Array[]} some */
function paired(some) {
  const none = new Uint8Array();
  return Promise.all(some.filter((_, place) => place % 2 === 0).map((left, place) => above(left, some[2 * place + 1] ?? none)));
}

/** @param {number} tile */
function numbered(tile) {
  const digits = String(tile);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.../g) ?? [];
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join("/");
}

/** @param {number} width */
function split(width) {
  return 2 ** (Math.ceil(Math.log2(width)) - 1);
}

/**
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 */
function above(left, right) {
  return sha256(new Uint8Array([1]), joined(left, right));
}
