import type { Graph, KernelCall, Symbolic, Values } from "../trace/graph.js";
import type { Signature } from "../trace/recorder.js";
import { GraphBuilder, type Type } from "./graph-builder.js";
import { kernelRules } from "./kernel-rules.js";
import { type Target, Value } from "./value.js";

/** A graph as ONNX Runtime runs it, and what goes in and comes out, in order. */
export interface Program {
  readonly builder: GraphBuilder;
  /** Parameters, then draws, then variables; those that nothing reads are left out. */
  readonly parameters: readonly (string | undefined)[];
  readonly draws: readonly (string | undefined)[];
  readonly variables: readonly { readonly before?: string; readonly after?: string }[];
  readonly results: readonly string[];
}

/** How the tensors are called that enter the graph. */
export interface Naming {
  readonly parameter: (index: number) => string;
  readonly variable: (index: number) => string;
}

/** The same names for the same structure, whatever the variables are called. */
const byNumber: Naming = { parameter: (i) => `parameter_${i}`, variable: (i) => `variable_${i}` };

/** Translates a recorded step into an ONNX graph. */
export function lower(
  graph: Graph,
  { block, threads, naming = byNumber }: Omit<Target, "builder"> & { naming?: Naming },
): Program {
  const builder = new GraphBuilder();
  const target = { builder, block, threads };
  const values = new Map<Symbolic, Value>();
  const uses = countUses(graph);
  const input = (symbol: Symbolic, name: string): string | undefined => {
    if (!uses.has(symbol)) return undefined;
    builder.inputs.push({ name, type: symbol.dtype as Type, shape: symbol.shape });
    values.set(symbol, new Value(target, { ...symbol, name }));
    return name;
  };
  const parameters = graph.parameters.map((symbol, i) => input(symbol, naming.parameter(i)));
  const draws = graph.draws.map(({ outputs }, i) => input(outputs[0]!, `draw_${i}`));
  const before = graph.variables.map((use, i) => input(use.before, naming.variable(i)));
  for (const [symbol, numbers] of graph.constants) {
    if (uses.has(symbol)) values.set(symbol, constant(target, symbol, numbers));
  }
  graph.calls.forEach((call, origin) => {
    builder.origin = origin;
    lowerCall(call, { target, values, uses });
  });
  builder.origin = graph.calls.length;
  const output = (symbol: Symbolic, name: string): string => {
    const { shape } = symbol;
    builder.output(values.get(symbol)!.plain, { name, type: symbol.dtype as Type, shape });
    return name;
  };
  const after = graph.variables.map((use, i) =>
    use.after === use.before ? undefined : output(use.after, `${naming.variable(i)}_updated`),
  );
  const results = graph.results.map((symbol, i) => output(symbol, `result_${i}`));
  const variables = graph.variables.map((_, i) => ({
    ...(before[i] ? { before: before[i] } : {}),
    ...(after[i] ? { after: after[i] } : {}),
  }));
  return { builder, parameters, draws, variables, results };
}

interface Context {
  readonly target: Target;
  readonly values: Map<Symbolic, Value>;
  readonly uses: ReadonlyMap<Symbolic, number>;
}

function lowerCall(call: KernelCall, { target, values, uses }: Context): void {
  const inputs: Record<string, Value> = {};
  const counts = new Map<Value, number>();
  for (const [name, symbol] of Object.entries(call.inputs)) {
    const value = values.get(symbol)!;
    inputs[name] = value;
    counts.set(value, uses.get(symbol)!);
  }
  if (call.outputs.every(({ shape }) => shape.includes(0))) {
    for (const symbol of call.outputs) values.set(symbol, constant(target, symbol, nothing));
    return;
  }
  const lowered = kernelRules[call.kernel]!.lower({
    ...target,
    inputs,
    attrs: call.attrs,
    output: call.outputs[0] as Signature,
    outputs: call.outputs,
    only: (value) => counts.get(value) === 1,
  });
  [lowered].flat().forEach((value, i) => {
    values.set(call.outputs[i]!, value);
  });
}

const nothing = new Float32Array(0);

function constant(target: Target, { shape, dtype }: Symbolic, numbers: Values): Value {
  const name = target.builder.constant(numbers, shape, dtype as Type);
  return new Value(target, { shape, dtype, name, known: numbers });
}

/** How often each tensor is read, within the graph or by who runs it. */
function countUses(graph: Graph): ReadonlyMap<Symbolic, number> {
  const uses = new Map<Symbolic, number>();
  const use = (symbol: Symbolic): void => {
    uses.set(symbol, (uses.get(symbol) ?? 0) + 1);
  };
  for (const call of graph.calls) Object.values(call.inputs).forEach(use);
  for (const { before, after } of graph.variables) {
    if (after !== before) use(after);
  }
  graph.results.forEach(use);
  return uses;
}
