import type { Split } from "@rosenblatt/datasets";
import type { HostTensor, Shape } from "@rosenblatt/engine";
import { progressBar } from "@rosenblatt/plots";
import { nextTurn } from "../next-turn.js";
import { plainInputs } from "../plain-inputs.js";

/** Pictures, and how many came before them. */
export interface PictureBatch {
  readonly x: HostTensor;
  readonly before: number;
}

/** The pictures of a split, batch by batch; others have their turn, and a bar shows how far it is. */
export async function* pictureBatches<S extends Shape, C extends readonly string[]>(
  split: Split<S, C, Shape>,
  { batchSize, title }: { batchSize: number; title: string },
): AsyncGenerator<PictureBatch> {
  const bar = progressBar(title, split.length);
  let before = 0;
  try {
    for (const x of plainInputs(split, batchSize)) {
      await nextTurn();
      yield { x, before };
      before += x.shape[0]!;
      bar.update(before);
    }
  } finally {
    bar.end();
  }
}
