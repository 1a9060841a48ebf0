import { appendFile, mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Callback } from "../run.js";
import type { RunAccess } from "../run-access.js";
import { scalarEvent, startEvent, versionEvent } from "../state/tensor-board-events.js";

/** The files of one run, one for each part of the data. */
type Files = Readonly<Record<"train" | "validation", EventFile>>;

/**
 * Writes what a run measures for TensorBoard, in folders `train` and `validation`, by steps done:
 * `step/loss` after each step, `epoch/loss` and the like after each epoch, and `learningRate`. Of a
 * run that is resumed TensorBoard forgets what was written beyond the checkpoint.
 *
 * @example
 * await fit(model, data, { on: [tensorBoard("runs/lenet")] }); // tensorboard --logdir runs
 */
export function tensorBoard(folder: string): Callback {
  const known = new WeakMap<RunAccess, Files>();
  return async ({ phase, logs }, run) => {
    const files = known.get(run) ?? opened(folder, run);
    known.set(run, files);
    // The last epoch is told of again when a run is resumed.
    const again = phase === "epoch" && run.step === run.resumedAt;
    if (phase !== "end" && !again) {
      for (const [key, value] of Object.entries(logs)) {
        const { name, part } = partOf(key);
        files[part].scalar(`${phase}/${name}`, { value, step: run.step });
      }
      files.train.scalar("learningRate", { value: run.learningRate, step: run.step });
    }
    if (phase !== "step" || files.train.waiting > 200) {
      await Promise.all([files.train.flush(), files.validation.flush()]);
    }
  };
}

function opened(folder: string, { resumedAt }: RunAccess): Files {
  return {
    train: new EventFile(join(folder, "train"), resumedAt),
    validation: new EventFile(join(folder, "validation"), resumedAt),
  };
}

/** `valLoss` is the loss on validation data. */
function partOf(key: string): { name: string; part: "train" | "validation" } {
  const rest = /^val([A-Z].*)$/.exec(key)?.[1];
  if (rest === undefined) return { name: key, part: "train" };
  return { name: rest[0]!.toLowerCase() + rest.slice(1), part: "validation" };
}

let files = 0;

/** A file of events, which is made when there is something to write. */
class EventFile {
  readonly #folder: string;
  readonly #path: string;
  #records: Uint8Array[];
  #started = false;

  constructor(folder: string, resumedAt: number) {
    const seconds = String(Math.floor(Date.now() / 1000)).padStart(10, "0");
    files += 1;
    const name = `events.out.tfevents.${seconds}.${hostname()}.${process.pid}.${files}`;
    this.#folder = folder;
    this.#path = join(folder, name);
    this.#records = [versionEvent(), ...(resumedAt > 0 ? [startEvent(resumedAt + 1)] : [])];
  }

  /** Records that are not written yet. */
  get waiting(): number {
    return this.#records.length;
  }

  scalar(tag: string, at: { value: number; step: number }): void {
    this.#started = true;
    this.#records.push(scalarEvent(tag, at));
  }

  async flush(): Promise<void> {
    if (!this.#started || this.#records.length === 0) return;
    const bytes = Buffer.concat(this.#records);
    this.#records = [];
    await mkdir(this.#folder, { recursive: true });
    await appendFile(this.#path, bytes);
  }
}
