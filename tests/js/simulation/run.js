/** `node tests/js/simulation/run.js FIRST COUNT`: lives that many lives and sums up what happened. */

import { live } from "./life.js";

const [first = 0, count = 100] = process.argv.slice(2).map(Number);
const sum = { ratings: 0, held: 0, taken: 0, forks: 0, gaps: 0, kills: 0 };
for (let seed = first; seed < first + count; seed += 1) {
  try {
    const life = await live(seed);
    for (const name of Object.keys(sum)) sum[name] += life[name];
  } catch (error) {
    console.error(`seed ${seed}`);
    throw error;
  }
}
console.log(JSON.stringify({ lives: count, ...sum }));
