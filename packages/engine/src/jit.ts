import { Compilations, type Compiled } from "./compilations.js";
import { inspect, type TracedStep } from "./inspect.js";
import { type OnnxOptions, onnxFile } from "./onnx/file.js";
import type { Awaitable } from "./runtime/awaitable.js";
import { fromHost, type HostTensor, toHost } from "./runtime/host-tensor.js";
import { inTurn } from "./runtime/in-turn.js";
import { runtime } from "./runtime/platform.js";
import type { Device } from "./runtime/runtime.js";
import { argumentKey } from "./trace/argument-key.js";
import { record } from "./trace/recorder.js";
import { leaves, withLeaves } from "./trace/structure.js";

/** Runs like the function that it was made of, as one graph. */
export interface Jitted<A extends readonly unknown[], R> {
  (...args: A): Promise<R>;
  /** What was recorded for arguments of these shapes, with its times; it updates no variable. */
  inspect(...args: A): Promise<TracedStep>;
  /** Its ONNX file for arguments of these shapes, for other programs; nothing is run. */
  onnx(args: A, options?: OnnxOptions): Promise<Uint8Array>;
}

/** Where the graph runs. */
export type JitOptions = Device;

/**
 * Records a function of tensors and variables once, as the kernels that TensorFlow.js would run,
 * and runs it from then on as one graph on ONNX Runtime. Variables that the function reads or
 * assigns, or that an optimizer makes in it, are found by themselves. Numbers and other arguments
 * that are no tensors are part of what is recorded; new ones, and new shapes, are recorded anew.
 *
 * @throws TraceError when the function reads a tensor's numbers or does what a graph cannot.
 * @example
 * const optimizer = tf.train.adam(1e-3);
 * const step = jit((x: tf.Tensor, y: tf.Tensor1D) =>
 *   optimizer.minimize(() => crossEntropy(model.apply(x) as tf.Tensor, y), true));
 * const value = await step(x, y);
 */
export function jit<A extends readonly unknown[], R>(
  step: (...args: A) => R,
  options: JitOptions = {},
): Jitted<A, R> {
  const compilations = new Compilations(options);
  const compiledFor = (args: A, parameters: readonly HostTensor[]): Awaitable<Compiled> =>
    compilations.get(argumentKey(args, parameters), () =>
      record((symbols) => {
        let next = 0;
        return step(...(withLeaves(args, () => symbols[next++]!) as unknown as A));
      }, parameters),
    );
  const run = async (...args: A): Promise<R> => {
    const parameters = leaves(args).map(toHost);
    const compiled = compiledFor(args, parameters);
    const { values, result } = await inTurn(async () => {
      const { executable, result } = await compiled;
      await runtime().nextTurn();
      return { values: await executable.run(parameters), result };
    });
    let next = 0;
    return withLeaves(result, () => fromHost(values[next++]!)) as R;
  };
  const look = async (...args: A): Promise<TracedStep> => {
    const parameters = leaves(args).map(toHost);
    const compiled = compiledFor(args, parameters);
    return inTurn(async () =>
      inspect((await compiled).executable, { parameters, device: options }),
    );
  };
  const onnx = async (args: A, choice?: OnnxOptions): Promise<Uint8Array> => {
    const { executable } = await compiledFor(args, leaves(args).map(toHost));
    return onnxFile(executable.graph, choice);
  };
  return Object.assign(run, { inspect: look, onnx });
}
