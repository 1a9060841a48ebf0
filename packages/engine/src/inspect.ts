import type { Executable } from "./runtime/executable.js";
import type { HostTensor } from "./runtime/host-tensor.js";
import { operatorTimes } from "./runtime/profile.js";
import type { Device } from "./runtime/runtime.js";

/** One kernel call of a recorded step, and what became of it. */
export interface TracedCall {
  /** TensorFlow.js's name of the kernel. */
  readonly kernel: string;
  /** The calls that made what it reads, by their positions; -1 for what enters the step. */
  readonly sources: readonly number[];
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
  /** How many operators of ONNX it became; none when it only renames, or is part of another. */
  readonly operators: number;
  /** Milliseconds a run. */
  readonly milliseconds: number;
}

/** A variable that a recorded step reads or assigns. */
export interface TracedVariable {
  readonly name: string;
  readonly shape: readonly number[];
  /** The position of the call that makes what it becomes; -1 when it only is read. */
  readonly maker: number;
}

/** A recorded step, to look at. */
export interface TracedStep {
  readonly calls: readonly TracedCall[];
  readonly variables: readonly TracedVariable[];
  /** The position of the call that made each result. */
  readonly results: readonly number[];
}

/** Measures a recorded step. */
export async function inspect(
  executable: Executable,
  { parameters, device }: { parameters: readonly HostTensor[]; device: Device },
): Promise<TracedStep> {
  const { graph, program } = executable;
  const times = await operatorTimes(executable, { parameters, device });
  const operators = new Map<number, number>();
  const milliseconds = new Map<number, number>();
  const origins = new Map(program.builder.operators().map(({ name, origin }) => [name, origin]));
  for (const origin of origins.values()) operators.set(origin, (operators.get(origin) ?? 0) + 1);
  for (const [name, time] of times) {
    // The runtime marks operators that it has merged around the name of one of them.
    const origin = origins.get(name) ?? origins.get(name.match(/[A-Za-z]+_\d+/)?.[0] ?? "");
    if (origin !== undefined) milliseconds.set(origin, (milliseconds.get(origin) ?? 0) + time);
  }
  const makers = new Map(
    graph.calls.flatMap(({ outputs }, i) => outputs.map((symbol) => [symbol, i] as const)),
  );
  return {
    calls: graph.calls.map(({ kernel, inputs, outputs }, i) => ({
      kernel,
      sources: Object.values(inputs).map((symbol) => makers.get(symbol) ?? -1),
      inputs: Object.values(inputs).map(({ shape }) => shape),
      outputs: outputs.map(({ shape }) => shape),
      operators: operators.get(i) ?? 0,
      milliseconds: milliseconds.get(i) ?? 0,
    })),
    variables: graph.variables.map(({ variable: { name, shape }, after }) => ({
      name,
      shape,
      maker: makers.get(after) ?? -1,
    })),
    results: graph.results.map((symbol) => makers.get(symbol) ?? -1),
  };
}
