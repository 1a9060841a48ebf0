import { sizeOf } from "../size-of.js";
import type { Graph, KernelCall, Symbolic } from "../trace/graph.js";
import { isElementwise } from "./elementwise.js";

/** Calls at the end of a step that change variables of one size, number by number. */
export interface Update {
  readonly calls: readonly KernelCall[];
  /** How many numbers each of its tensors has. */
  readonly size: number;
  readonly inputs: readonly Symbolic[];
  /** Single numbers that it reads besides. */
  readonly scalars: readonly Symbolic[];
  /** What variables become, and single numbers that other updates read. */
  readonly outputs: readonly Symbolic[];
}

/** A step in two parts, of which the second changes variables. */
export interface SplitStep {
  /** What is left; its results are the step's, and then what updates read. */
  readonly head: Graph;
  /** Those of single numbers come first. */
  readonly updates: readonly Update[];
}

/**
 * Takes off the calls that nothing but the new values of variables depends on, and that compute
 * number by number, as optimizers do. ONNX Runtime makes a pass through memory for each of them;
 * together they are one.
 */
export function splitOff(graph: Graph): SplitStep {
  const last = lastCalls(graph);
  const updates = groupsOf(graph, last).map((calls) => updateOf(graph, { calls, last }));
  updates.sort((a, b) => a.size - b.size);
  const here = new Set([...graph.variables.map(({ before }) => before), ...graph.constants.keys()]);
  const read = new Set(updates.flatMap(({ inputs, scalars }) => [...inputs, ...scalars]));
  const handed = [...read].filter((symbol) => !last.has(symbol) && !here.has(symbol));
  const head = {
    ...graph,
    calls: graph.calls.filter(({ outputs }) => !last.has(outputs[0]!)),
    variables: graph.variables.map((use) =>
      last.has(use.after) ? { ...use, after: use.before } : use,
    ),
    results: [...graph.results, ...handed],
  };
  return { head, updates };
}

/** The calls to take off, by what they make, in order. */
type Last = ReadonlyMap<Symbolic, KernelCall>;

function lastCalls({ calls, variables, results }: Graph): Last {
  const needed = new Set(results);
  const becomes = new Set<Symbolic>();
  for (const { before, after } of variables) {
    // Two variables must not become one tensor, which each might change later.
    if (becomes.has(after)) needed.add(after);
    if (after !== before) becomes.add(after);
  }
  const taken: [Symbolic, KernelCall][] = [];
  for (const call of [...calls].reverse()) {
    const [output] = call.outputs;
    if (output && !needed.has(output) && isElementwise(call)) taken.unshift([output, call]);
    else for (const symbol of Object.values(call.inputs)) needed.add(symbol);
  }
  return new Map(taken);
}

/**
 * Calls that read or change the same tensors of their size, and so must be done together; all on
 * single numbers are one group.
 */
function groupsOf({ variables }: Graph, last: Last): readonly KernelCall[][] {
  const befores = new Set(variables.map(({ before }) => before));
  const sets = new Sets<Symbolic>();
  for (const { before, after } of variables) {
    if (last.has(after)) sets.join(after, before);
  }
  let single: Symbolic | undefined;
  for (const [output, { inputs }] of last) {
    const size = sizeOf(output.shape);
    for (const symbol of Object.values(inputs)) {
      const common = last.has(symbol) || befores.has(symbol);
      if (common && sizeOf(symbol.shape) === size) sets.join(output, symbol);
    }
    if (size === 1) {
      single ??= output;
      sets.join(output, single);
    }
  }
  const groups = new Map<Symbolic, KernelCall[]>();
  for (const [output, call] of last) {
    const group = sets.of(output);
    groups.set(group, [...(groups.get(group) ?? []), call]);
  }
  return [...groups.values()];
}

/** Sets that have nothing in common; each goes by one of its members. */
class Sets<T> {
  readonly #parents = new Map<T, T>();

  of(member: T): T {
    const parent = this.#parents.get(member) ?? member;
    return parent === member ? member : this.of(parent);
  }

  join(a: T, b: T): void {
    this.#parents.set(this.of(a), this.of(b));
  }
}

function updateOf(
  { variables }: Graph,
  { calls, last }: { calls: readonly KernelCall[]; last: Last },
): Update {
  const size = sizeOf(calls[0]!.outputs[0]!.shape);
  const made = new Set(calls.map(({ outputs }) => outputs[0]!));
  const read = new Set(calls.flatMap(({ inputs }) => Object.values(inputs)));
  const outside = [...read].filter((symbol) => !made.has(symbol));
  const whole = (symbol: Symbolic) => sizeOf(symbol.shape) === size;
  const becomes = new Set(variables.map(({ after }) => after));
  const elsewhere = new Set(
    [...last.values()]
      .filter(({ outputs }) => !made.has(outputs[0]!))
      .flatMap(({ inputs }) => Object.values(inputs)),
  );
  return {
    calls,
    size,
    inputs: outside.filter(whole),
    scalars: outside.filter((symbol) => !whole(symbol)),
    outputs: [...made].filter((symbol) => becomes.has(symbol) || elsewhere.has(symbol)),
  };
}
