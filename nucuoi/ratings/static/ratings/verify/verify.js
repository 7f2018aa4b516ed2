/** The whole check of a proof file, in the browser alone: nothing is sent anywhere. */

import { Broken, decoded, utf8 } from "./bytes.js";
import { Missing, extendsTree } from "./consistency.js";
import { readCheckpoint, readNote, signers } from "./note.js";
import { leadsTo, leafHash, opensWith, readOpening, readProof } from "./proof.js";

/**
 * @typedef {object} Result
 * @property {"match" | "not_yet" | "contradiction"} word
 * @property {Broken | null} fault What does not fit; null unless it is a contradiction.
 * @property {bigint | null} index The line of the log, from 0.
 * @property {bigint | null} size How many lines the signed log has.
 * @property {string} origin
 * @property {{name: string, at: bigint}[]} witnesses Who has cosigned and when, seconds since 1970.
 * @property {string} checkpoint The signed checkpoint to remember; empty when there is none.
 * @property {string} before The remembered checkpoint that this one contradicts, or is not yet compared with.
 */

/**
 * @typedef {object} Memory
 * @property {(origin: string) => string | null} seen The signed checkpoint that was seen last of a log.
 * @property {(origin: string, old: number, size: number) => Promise<Uint8Array[]>} prove The consistency proof
 *   between two sizes of it; throws `Missing` when it cannot be had.
 */

/** @typedef {import("./note.js").Checkpoint} Checkpoint */

/**
 * @param {Uint8Array} content The proof file.
 * @param {import("./policy.js").Policy} policy
 * @param {Uint8Array | null} lookup Of the code; null when only the file is checked.
 * @param {Memory | null} memory Of checkpoints seen before; null when there is none.
 * @returns {Promise<Result>}
 */
export async function verify(content, policy, lookup, memory = null) {
  /** @type {Result} */
  const result = { word: "contradiction", fault: null, index: null, size: null, origin: "", witnesses: [], checkpoint: "", before: "" };
  try {
    const proof = readProof(content);
    const note = readNote(proof.checkpoint);
    const tree = readCheckpoint(note.text);
    const opening = readOpening(proof.extra);
    Object.assign(result, { index: proof.index, size: tree.size, origin: tree.origin });
    const own = policy.logs.filter((key) => key.name === tree.origin);
    if (!(await signers(note, own)).length) throw new Broken("unsigned");
    const cosigned = await signers(note, policy.witnesses);
    result.witnesses = cosigned.map(({ key, at }) => ({ name: key.name, at }));
    if (!(await leadsTo(await leafHash(opening), proof.index, tree.size, proof.hashes, tree.root))) throw new Broken("not_in_log");
    if (lookup && !(await opensWith(opening, lookup))) throw new Broken("other_code");
    const known = await joins(tree, memory, result);
    const newest = !known || known.size < tree.size;
    result.checkpoint = newest && !result.before ? decoded(proof.checkpoint) : "";
    result.word = policy.reached(cosigned.map(({ key }) => key)) && !result.before ? "match" : "not_yet";
  } catch (fault) {
    if (!(fault instanceof Broken)) throw fault;
    result.fault = fault;
  }
  return result;
}

/**
 * Compares a tree with the one of its log that was seen last, which is returned; null = none was.
 * @param {Checkpoint} tree
 * @param {Memory | null} memory
 * @param {Result} result
 */
async function joins(tree, memory, result) {
  const before = memory?.seen(tree.origin);
  if (!memory || !before) return null;
  const known = readCheckpoint(readNote(utf8(before)).text);
  const [old, now] = known.size < tree.size ? [known, tree] : [tree, known];
  result.before = before;
  try {
    const proof = old.size === now.size ? [] : await memory.prove(tree.origin, Number(old.size), Number(now.size));
    if (!(await extendsTree(old.size, now.size, old.root, now.root, proof))) throw new Broken("rewritten", { about: `${tree.size}`, before: `${known.size}` });
    result.before = "";
  } catch (fault) {
    if (!(fault instanceof Missing)) throw fault;
  }
  return known;
}
