import { kernelRules } from "../onnx/kernel-rules.js";
import { drawKernel } from "../random/draw.js";
import { tf } from "../tf.js";
import { tracedName } from "./backend.js";
import { unknownKernelError } from "./errors.js";
import { recordCall, type Signature } from "./recorder.js";

type ShapeOf = (
  inputs: Record<string, Signature>,
  attrs: Record<string, unknown>,
) => Signature | Signature[];

/** Makes every kernel of TensorFlow.js note its calls while a step is recorded. */
export function registerTracedKernels(): void {
  const shapes = new Map<string, ShapeOf>(
    Object.entries(kernelRules).map(([name, { shape }]) => [name, shape]),
  );
  shapes.set(drawKernel, (_, attrs) => attrs as unknown as Signature);
  for (const [kernelName, shape] of shapes) registerKernel(kernelName, shape);
  const others = ["cpu", "wasm"].flatMap((name) => tf.getKernelsForBackend(name));
  for (const { kernelName } of others) {
    if (shapes.has(kernelName) || tf.getKernel(kernelName, tracedName)) continue;
    registerKernel(kernelName, () => {
      throw unknownKernelError(kernelName);
    });
  }
}

function registerKernel(kernelName: string, shape: ShapeOf): void {
  tf.registerKernel({
    kernelName,
    backendName: tracedName,
    kernelFunc: ({ inputs, attrs = {} }) => {
      const given = Object.entries(inputs).filter(([, input]) => input);
      const present = Object.fromEntries(given) as Record<string, tf.TensorInfo>;
      const made = shape(present, attrs as Record<string, unknown>);
      const outputs = recordCall(kernelName, {
        inputs: present,
        attrs: attrs as Record<string, unknown>,
        outputs: [made].flat(),
      });
      return Array.isArray(made) ? outputs : outputs[0]!;
    },
  });
}
