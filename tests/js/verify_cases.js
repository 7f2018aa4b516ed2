/** Reads cases as JSON lines on stdin, answers the word of each: the browser's own modules in Node. */

import { createInterface } from "node:readline";

import { readPolicy } from "../../nucuoi/ratings/static/ratings/verify/policy.js";
import { Missing } from "../../nucuoi/ratings/static/ratings/verify/consistency.js";
import { verify } from "../../nucuoi/ratings/static/ratings/verify/verify.js";

const lines = createInterface({ input: process.stdin });
/** @type {import("../../nucuoi/ratings/static/ratings/verify/policy.js").Policy | undefined} */
let policy;
for await (const line of lines) {
  const said = JSON.parse(line);
  if (!policy) {
    policy = await readPolicy(said.policy);
    continue;
  }
  const content = new Uint8Array(Buffer.from(said.content, "hex"));
  const lookup = said.lookup ? new Uint8Array(Buffer.from(said.lookup, "hex")) : null;
  const memory = {
    seen: () => said.seen || null,
    prove: async () => {
      if (!said.proof) throw new Missing();
      return said.proof.map((/** @type {string} */ hash) => new Uint8Array(Buffer.from(hash, "hex")));
    },
  };
  const { word } = await verify(content, policy, lookup, memory);
  process.stdout.write(`${word}\n`);
}
