import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * How each contender loads TensorFlow.js and runs a step: `{ tf, wrap }`, where `wrap(step)` is
 * called like the step, and may be awaited.
 */
export const gears = {
  traced: async ({ threads }) => {
    const { jit, ready, tf } = await import("rosenblatt");
    await ready();
    return { tf, wrap: (step) => jit(step, { threads }) };
  },
  eager: async () => {
    const { ready, tf } = await import("rosenblatt");
    await ready();
    return { tf, wrap: (step) => step };
  },
  wasm: async () => {
    const require = createRequire(import.meta.url);
    const tf = require("@tensorflow/tfjs");
    require("@tensorflow/tfjs-backend-wasm");
    await tf.setBackend("wasm");
    await tf.ready();
    return { tf, wrap: (step) => step };
  },
  "tfjs-node": async ({ peer }) => {
    const tf = createRequire(join(peer, "package.json"))("@tensorflow/tfjs-node");
    return { tf, wrap: (step) => step };
  },
};

/** A workload as `workloads.json` describes it. */
export function workloadNamed(name) {
  const all = JSON.parse(readFileSync(new URL("../workloads.json", import.meta.url), "utf8"));
  return all[name];
}
