import type { tf } from "@rosenblatt/engine";
import { Forward } from "../forward.js";
import type { Gear } from "../gear.js";
import { StepByStep } from "./step-by-step.js";

/** Reads a sequence on and on, and says after each step what the model says of the next. */
export interface Reader {
  /** The outputs behind one more step, whose numbers these are. */
  read(step: ArrayLike<number>): Float32Array;
}

/**
 * A reader of sequences `[steps, …]`. Recurrent layers carry their states from step to step; a
 * model with other layers that look at several steps reads the last `steps` anew each time.
 */
export function readerOf(model: tf.LayersModel, gear: Gear | "auto"): Reader {
  return StepByStep.knows(model) ? carrying(model, gear) : rereading(model, gear);
}

function carrying(model: tf.LayersModel, gear: Gear | "auto"): Reader {
  const steps = StepByStep.of(model);
  const features = model.inputs[0]!.shape.slice(2) as number[];
  let { start: states } = steps;
  return {
    read: (step) => {
      const x = {
        values: Float32Array.from(step),
        shape: [1, 1, ...features],
        dtype: "float32",
      } as const;
      const read = steps.run(x, { states, gear });
      states = read.states;
      return read.outputs;
    },
  };
}

function rereading(model: tf.LayersModel, gear: Gear | "auto"): Reader {
  const forward = Forward.of(model);
  const [, ...shape] = model.inputs[0]!.shape as number[];
  const [, , units] = model.outputs[0]!.shape as number[];
  const size = shape.slice(1).reduce((product, one) => product * one, 1);
  const seen: ArrayLike<number>[] = [];
  return {
    read: (step) => {
      seen.push(step);
      if (seen.length > shape[0]!) seen.shift();
      const values = new Float32Array(shape[0]! * size);
      seen.forEach((one, i) => void values.set(one, i * size));
      const made = forward.run({ values, shape: [1, ...shape], dtype: "float32" }, gear);
      // What comes behind a step does not change what is said of it.
      const start = (seen.length - 1) * units!;
      return made.values.slice(start, start + units!) as Float32Array;
    },
  };
}
