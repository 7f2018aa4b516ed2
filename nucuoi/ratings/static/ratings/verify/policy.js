/** C2SP tlog-policy: whose keys are trusted, and how many witnesses are enough. */

import { Broken, same } from "./bytes.js";
import { readKey } from "./note.js";

/**
 * @typedef {import("./note.js").Key} Key
 * @typedef {(cosigned: Key[]) => boolean} Rule
 */

/**
 * @typedef {object} Policy
 * @property {Key[]} logs
 * @property {Key[]} witnesses
 * @property {Rule} reached Whether the witnesses that have cosigned are enough.
 */

/**
 * @param {string} text
 * @returns {Promise<Policy>}
 */
export async function readPolicy(text) {
  /** @type {Map<string, Rule>} */
  const rules = new Map();
  /** @type {Policy} */
  const policy = { logs: [], witnesses: [], reached: () => true };
  let decided = false;
  for (const line of text.split("\n")) {
    const [word, ...rest] = line.trim().split(/[ \t]+/);
    if (!word || word.startsWith("#")) continue;
    if (word === "log") policy.logs.push(await readKey(rest[0] ?? ""));
    else if (word === "witness") await addWitness(policy, rules, rest);
    else if (word === "group") addGroup(rules, rest);
    else if (word === "quorum" && !decided) {
      policy.reached = rest[0] === "none" ? () => true : known(rules, rest[0]);
      decided = true;
    } else throw new Broken("policy_line", { about: line });
  }
  if (!decided) throw new Broken("policy_quorum");
  return policy;
}

/**
 * @param {Policy} policy
 * @param {Map<string, Rule>} rules
 * @param {string[]} rest
 */
async function addWitness(policy, rules, [name = "", vkey = ""]) {
  const key = await readKey(vkey);
  if (key.kind !== 4) throw new Broken("not_witness");
  if (rules.has(name) || policy.witnesses.some((one) => same(one.public, key.public))) throw new Broken("repeated", { about: name ?? "" });
  policy.witnesses.push(key);
  rules.set(name, (cosigned) => cosigned.includes(key));
}

/**
 * @param {Map<string, Rule>} rules
 * @param {string[]} rest
 */
function addGroup(rules, [name = "", threshold = "", ...members]) {
  if (rules.has(name) || !members.length) throw new Broken("group", { about: name ?? "" });
  const parts = members.map((member) => known(rules, member));
  const needed = threshold === "any" ? 1 : threshold === "all" ? parts.length : Number(threshold);
  if (!(needed >= 1 && needed <= parts.length)) throw new Broken("group", { about: name ?? "" });
  rules.set(name, (cosigned) => parts.filter((part) => part(cosigned)).length >= needed);
}

/**
 * @param {Map<string, Rule>} rules
 * @param {string | undefined} name
 */
function known(rules, name) {
  const rule = rules.get(name ?? "");
  if (!rule) throw new Broken("unnamed", { about: name ?? "" });
  return rule;
}
