import { setImmediate } from "node:timers/promises";
import { measuredTime } from "../measured-time.js";
import { multAddsIn } from "../mult-adds.js";
import type { Times } from "./protocol.js";
import type { Reply, ViewedModel } from "./viewed-model.js";

/** Layers that multiply more often than this are run only once. */
const slow = 1e8;
/** Models that multiply more often than this are not measured: it would take too long. */
const tooSlow = 2e10;

/** How long each layer takes, measured one after the other; a training goes on between them. */
export async function times({ model }: ViewedModel): Promise<Reply<Times>> {
  const costs = model.layers.map((layer) => multAddsIn(model, layer));
  if (costs.reduce((sum, cost) => sum + cost, 0) > tooSlow) {
    throw new RangeError(
      "Cannot measure the layers: all together they need more than 20 billion mult-adds; " +
        "make the model for smaller pictures to measure it",
    );
  }
  const milliseconds: Record<string, number> = {};
  for (const [i, layer] of model.layers.entries()) {
    const rounds = costs[i]! > slow ? 1 : 5;
    milliseconds[layer.name] = measuredTime(model, { layer, batch: 1, rounds });
    await setImmediate();
  }
  return { result: { milliseconds } };
}
