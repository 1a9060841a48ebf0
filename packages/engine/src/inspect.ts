import type { Executable } from "./runtime/executable.js";
import type { HostTensor } from "./runtime/host-tensor.js";
import { operatorTimes } from "./runtime/profile.js";
import type { Device } from "./runtime/runtime.js";
import type { KernelCall } from "./trace/graph.js";

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
  const { graph, head, program, updates } = executable;
  const times = await operatorTimes(executable, { parameters, device });
  const operators = new Map<KernelCall, number>();
  const milliseconds = new Map(updates.times());
  const calls = program.builder.operators().map(({ name, origin }) => [name, head.calls[origin]]);
  const origins = new Map(calls as [string, KernelCall | undefined][]);
  for (const call of origins.values()) {
    if (call) operators.set(call, (operators.get(call) ?? 0) + 1);
  }
  for (const [name, time] of times) {
    // The runtime marks operators that it has merged around the name of one of them.
    const call = origins.get(name) ?? origins.get(name.match(/[A-Za-z]+_\d+/)?.[0] ?? "");
    if (call) milliseconds.set(call, (milliseconds.get(call) ?? 0) + time);
  }
  const makers = new Map(
    graph.calls.flatMap(({ outputs }, i) => outputs.map((symbol) => [symbol, i] as const)),
  );
  return {
    calls: graph.calls.map((call) => ({
      kernel: call.kernel,
      sources: Object.values(call.inputs).map((symbol) => makers.get(symbol) ?? -1),
      inputs: Object.values(call.inputs).map(({ shape }) => shape),
      outputs: call.outputs.map(({ shape }) => shape),
      operators: operators.get(call) ?? 0,
      milliseconds: milliseconds.get(call) ?? 0,
    })),
    variables: graph.variables.map(({ variable: { name, shape }, after }) => ({
      name,
      shape,
      maker: makers.get(after) ?? -1,
    })),
    results: graph.results.map((symbol) => makers.get(symbol) ?? -1),
  };
}
