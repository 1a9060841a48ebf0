import type { Program } from "../onnx/lower.js";
import type { Graph } from "../trace/graph.js";

/** What the runtime refused to compute, in the words of the step rather than of its graph. */
export function runError(
  cause: unknown,
  { graph, program }: { graph: Graph; program: Program },
): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  const name = message.match(/Name:'([^']+)'/)?.[1];
  const operator = program.builder.operators().find((one) => one.name === name);
  const call = operator && graph.calls[operator.origin];
  const kernel = call?.kernel ?? "a traced step";
  if (/out of data bounds|invalid indice/.test(message)) {
    const [shape] = Object.values(call?.inputs ?? {}).map((input) => `[${input.shape}]`);
    return new RangeError(
      `Cannot run ${kernel}: it needs indices within ${shape ?? "its tensor"}, got another; ` +
        "check the labels or tokens that go in",
      { cause },
    );
  }
  return new Error(`Cannot run ${kernel}: ${message}`, { cause });
}
