import { Compilations } from "./compilations.js";
import type { Awaitable } from "./runtime/awaitable.js";
import type { RunOptions } from "./runtime/executable.js";
import type { HostTensor } from "./runtime/host-tensor.js";
import { inTurn } from "./runtime/in-turn.js";
import type { Device } from "./runtime/runtime.js";
import type { tf } from "./tf.js";
import { record } from "./trace/recorder.js";

/** How and where a step on plain memory runs. */
export interface PlainJitOptions extends Device, RunOptions {}

/**
 * As `jit`, for a step that takes tensors and gives tensors, run on plain memory: no tensor is made
 * or copied for a run. The numbers it is given must stay as they are until it has ended. It runs at
 * once where ONNX Runtime does, which is in Node without `providers`.
 *
 * @example
 * const double = plainJit((x) => [x.mul(2)]);
 * const [doubled] = await double({ values: Float32Array.of(1, 2), shape: [2], dtype: "float32" });
 */
export function plainJit(
  step: (...tensors: tf.Tensor[]) => readonly tf.Tensor[],
  { accept, ...device }: PlainJitOptions = {},
): (...inputs: HostTensor[]) => Awaitable<readonly HostTensor[]> {
  const compilations = new Compilations(device);
  return (...inputs) => {
    const key = inputs.map(({ shape, dtype }) => [dtype, ...shape].join()).join(";");
    const compiled = compilations.get(key, () => record((symbols) => step(...symbols), inputs));
    if (!(compiled instanceof Promise)) return compiled.executable.run(inputs, { accept });
    return inTurn(async () => (await compiled).executable.run(inputs, { accept }));
  };
}
