import { openLab } from "./lab-page.mjs";

/**
 * Opens JupyterLab with and without the extensions in turns, the order changing each round;
 * resolves to the milliseconds of each, pair by pair. A first pair of each is not counted.
 */
export async function startTimes(browser, { extended, bare, rounds }) {
  const pairs = [];
  for (let round = 0; round <= rounds; round += 1) {
    const order = [
      ["extended", extended],
      ["bare", bare],
    ];
    if (round % 2 === 1) order.reverse();
    const pair = {};
    for (const [name, { address }] of order) {
      const { milliseconds, close } = await openLab(browser, address);
      pair[name] = milliseconds;
      await close();
    }
    if (round > 0) pairs.push(pair);
    const ratio = (pair.extended / pair.bare).toFixed(3);
    console.log(`  start ${round} of ${rounds}: ${ratio}× with the extensions`);
  }
  return pairs;
}
