// What runs in a worker thread. It loads neither TensorFlow.js nor anything else that is large.
import { parentPort, workerData } from "node:worker_threads";
import { received } from "../augment/sent.js";
import { assemble, type Source } from "./assemble.js";
import type { Job } from "./job.js";
import type { Answer, SentSource } from "./messages.js";

const port = parentPort!;
const given = workerData as SentSource;
let source: Source | undefined;

port.on("message", (job: Job) => {
  const answer = made(job);
  port.postMessage(
    answer,
    "error" in answer ? [] : [answer.x.buffer as ArrayBuffer, answer.y.buffer as ArrayBuffer],
  );
});

function made(job: Job): Answer {
  try {
    source ??= { ...given, augmentations: given.augmentations.map(received) };
    return assemble(source, job);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
