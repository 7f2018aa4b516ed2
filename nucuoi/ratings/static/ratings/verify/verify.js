/** The whole check of a proof file, in the browser alone: nothing is sent anywhere. */

import { Broken } from "./bytes.js";
import { readCheckpoint, readNote, signers } from "./note.js";
import { leadsTo, leafHash, opensWith, readOpening, readProof } from "./proof.js";

/**
 * @typedef {object} Result
 * @property {"match" | "not_yet" | "contradiction"} word
 * @property {string} why What does not fit; empty unless it is a contradiction.
 * @property {bigint | null} index The line of the log, from 0.
 * @property {bigint | null} size How many lines the signed log has.
 * @property {string} origin
 * @property {{name: string, at: bigint}[]} witnesses Who has cosigned and when, seconds since 1970.
 */

/**
 * @param {Uint8Array} content The proof file.
 * @param {import("./policy.js").Policy} policy
 * @param {Uint8Array | null} lookup Of the code; null when only the file is checked.
 * @returns {Promise<Result>}
 */
export async function verify(content, policy, lookup) {
  /** @type {Result} */
  const result = { word: "contradiction", why: "", index: null, size: null, origin: "", witnesses: [] };
  try {
    const proof = readProof(content);
    const note = readNote(proof.checkpoint);
    const tree = readCheckpoint(note.text);
    const opening = readOpening(proof.extra);
    Object.assign(result, { index: proof.index, size: tree.size, origin: tree.origin });
    const own = policy.logs.filter((key) => key.name === tree.origin);
    if (!(await signers(note, own)).length) throw new Broken("mốc không có chữ ký của sổ này");
    const cosigned = await signers(note, policy.witnesses);
    result.witnesses = cosigned.map(({ key, at }) => ({ name: key.name, at }));
    if (!(await leadsTo(await leafHash(opening), proof.index, tree.size, proof.hashes, tree.root))) throw new Broken("dòng này không có trong sổ đã ký");
    if (lookup && !(await opensWith(opening, lookup))) throw new Broken("dòng này không phải của mã tra cứu ấy");
    result.word = policy.reached(cosigned.map(({ key }) => key)) ? "match" : "not_yet";
  } catch (fault) {
    if (!(fault instanceof Broken)) throw fault;
    result.why = fault.message;
  }
  return result;
}
