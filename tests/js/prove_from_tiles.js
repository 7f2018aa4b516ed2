/** Prints the consistency proof that the browser's module makes from tiles in a folder. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { proveFromTiles } from "../../nucuoi/ratings/static/ratings/verify/consistency.js";

const [folder = "", old, size] = process.argv.slice(2);

/** @param {string} path */
const read = (path) => readFile(join(folder, path)).then((content) => new Uint8Array(content), () => null);

for (const hash of await proveFromTiles(read, Number(old), Number(size))) {
  process.stdout.write(`${Buffer.from(hash).toString("hex")}\n`);
}
