import type { RunRecord } from "../src/protocol.js";

/** A finished run of two epochs of three steps, and what a test says otherwise. */
export function record(over: Partial<RunRecord> = {}): RunRecord {
  return {
    format: "rosenblatt-run",
    version: 1,
    id: "2026-11-28T03-31-07-4f2a",
    name: "first",
    tags: [],
    pinned: false,
    started: "2026-11-28T03:31:07Z",
    ended: "2026-11-28T03:31:09Z",
    updated: "2026-11-28T03:31:09Z",
    status: "finished",
    error: null,
    epochs: 2,
    epochSteps: 3,
    step: 6,
    elapsed: 2000,
    eta: 0,
    waiting: 0.1,
    gear: "traced",
    device: "CPU, 2 threads",
    note: null,
    learningRate: 0.01,
    rateChanges: true,
    hyperParameters: { batchSize: 32, optimizer: "adam", learningRate: 0.01 },
    stepSeries: { loss: { steps: [1, 2, 3, 4, 5, 6], values: [6, 5, 4, null, 2, 1] } },
    epochSeries: {
      loss: { steps: [1, 2], values: [5, 1.5] },
      valLoss: { steps: [1, 2], values: [4, 2] },
      valAccuracy: { steps: [1, 2], values: [0.5, 0.75] },
    },
    best: { valLoss: { epoch: 2, value: 2 }, valAccuracy: { epoch: 2, value: 0.75 } },
    smallerIsBetter: { loss: true, valLoss: true, valAccuracy: false },
    histograms: [],
    model: null,
    ...over,
  };
}
