import type { Dataset, PlainBatch } from "@rosenblatt/datasets";
import type { Shape } from "@rosenblatt/engine";
import { evenSize } from "./even-size.js";
import type { Settings } from "./fit-options.js";
import type { Metrics } from "./history.js";
import type { Pause } from "./pause.js";

/** The batches of a run, to train and to validate with; a paused run gets none. */
export interface Streams {
  /** Those of an epoch, without its first `count`. */
  training(count: number): AsyncIterable<PlainBatch>;
  /** None when there is nothing to validate with. */
  readonly validation: AsyncIterable<PlainBatch> | undefined;
  /** Milliseconds that batches have been waited for so far. */
  readonly waiting: number;
  /** Ends all threads. */
  close(): Promise<void>;
}

/** Opens the streams of a run; its signal ends them. */
export function openStreams<
  S extends Shape,
  C extends readonly string[],
  M extends Metrics,
  L extends Shape,
>({
  data,
  settings: { batchSize, validation: split, workers },
  control: { signal, pause },
}: {
  data: Dataset<S, C, L>;
  settings: Settings<S, C, M, L>;
  control: { signal: AbortSignal; pause: Pause };
}): Streams {
  const training = data.train.stream(batchSize, { shuffle: true, workers, signal });
  const validation =
    split && split.length > 0
      ? split.plain.stream(evenSize(split.length, split), { signal })
      : undefined;
  return {
    training: (count) => pause.gate(training.from(count)),
    validation: validation && { [Symbol.asyncIterator]: () => pause.gate(validation) },
    get waiting() {
      return training.waiting + (validation?.waiting ?? 0);
    },
    async close() {
      await Promise.all([training.close(), validation?.close()]);
    },
  };
}
