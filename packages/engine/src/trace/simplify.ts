import { type Graph, type KernelCall, newSymbol, type Symbolic } from "./graph.js";

/** The same step without calls that change nothing or that nobody needs. */
export function simplify(graph: Graph): Graph {
  const { calls, of } = withoutCopies(graph);
  const renamed = {
    ...graph,
    variables: graph.variables.map((use) => ({ ...use, after: of(use.after) })),
    results: graph.results.map(of),
  };
  return { ...renamed, calls: needed(renamed, slopesBeforePools(slopesOfOutputs(calls))) };
}

/** Saved tensors are copies in TensorFlow.js; here they are the tensors themselves. */
function withoutCopies({ calls }: Graph): { calls: KernelCall[]; of: (s: Symbolic) => Symbolic } {
  const originals = new Map<Symbolic, Symbolic>();
  const of = (symbol: Symbolic) => originals.get(symbol) ?? symbol;
  const kept: KernelCall[] = [];
  for (const call of calls) {
    const inputs = Object.fromEntries(
      Object.entries(call.inputs).map(([name, symbol]) => [name, of(symbol)]),
    );
    const [output] = call.outputs;
    if (copies(call) && output) originals.set(output, inputs.x!);
    else kept.push({ ...call, inputs });
  }
  return { calls: kept, of };
}

function copies({ kernel, inputs, outputs }: KernelCall): boolean {
  return kernel === "Identity" || (kernel === "Cast" && inputs.x?.dtype === outputs[0]?.dtype);
}

/** ReLU's slope is that of its output, so nothing needs its input afterwards. */
function slopesOfOutputs(calls: readonly KernelCall[]): KernelCall[] {
  const rectified = new Map<Symbolic, Symbolic>();
  return calls.map((call) => {
    const { x } = call.inputs;
    if (call.kernel === "Relu") rectified.set(x!, call.outputs[0]!);
    const output = x && rectified.get(x);
    return call.kernel === "Step" && output ? { ...call, inputs: { x: output } } : call;
  });
}

/**
 * Behind a ReLU, max-pooling sends errors only where the slope is that of the largest value; so
 * the slope is multiplied to the errors of the windows, which are fewer than the pixels.
 */
function slopesBeforePools(calls: readonly KernelCall[]): KernelCall[] {
  const makers = new Map<Symbolic, KernelCall>();
  return calls.flatMap((call) => {
    const moved = call.kernel === "Multiply" ? slopeBeforePool(call, makers) : undefined;
    for (const made of moved ?? [call]) {
      for (const output of made.outputs) makers.set(output, made);
    }
    return moved ?? [call];
  });
}

function slopeBeforePool(
  { inputs: { a, b }, outputs }: KernelCall,
  makers: ReadonlyMap<Symbolic, KernelCall>,
): KernelCall[] | undefined {
  const [pool, slope] = [makers.get(a!), makers.get(b!)];
  if (pool?.kernel !== "MaxPoolGrad" || slope?.kernel !== "Step" || slope.attrs.alpha) {
    return undefined;
  }
  const { dy, input, output } = pool.inputs as Record<"dy" | "input" | "output", Symbolic>;
  if (slope.inputs.x !== input || !rectifies(makers.get(input))) return undefined;
  const { shape, dtype } = output;
  const [bent, errors] = [newSymbol({ shape, dtype }), newSymbol({ shape, dtype })];
  return [
    { ...slope, inputs: { x: output }, outputs: [bent] },
    { kernel: "Multiply", inputs: { a: dy, b: bent }, attrs: {}, outputs: [errors] },
    { ...pool, inputs: { dy: errors, input, output }, outputs },
  ];
}

function rectifies(call: KernelCall | undefined): boolean {
  return call?.kernel === "Relu" || call?.attrs.activation === "relu";
}

function needed(
  { variables, results }: Pick<Graph, "variables" | "results">,
  calls: readonly KernelCall[],
): KernelCall[] {
  const read = new Set([...variables.map(({ after }) => after), ...results]);
  const kept: KernelCall[] = [];
  for (const call of [...calls].reverse()) {
    if (!call.outputs.some((symbol) => read.has(symbol))) continue;
    kept.push(call);
    for (const symbol of Object.values(call.inputs)) read.add(symbol);
  }
  return kept.reverse();
}
