import type { Graph, Symbolic, Values } from "../trace/graph.js";
import { simplify } from "../trace/simplify.js";
import type { Type } from "./graph-builder.js";
import { lower } from "./lower.js";

/** What an ONNX file is for. */
export interface OnnxOptions {
  /**
   * Whether the file trains: each variable is an input whose default is its present value, and
   * `name_updated` is the output to be given for it the next time. Otherwise variables are
   * constants, and what the step would assign is left out.
   */
  readonly training?: boolean;
}

/**
 * Writes a recorded step as an ONNX file that needs no operators but ONNX's own: inputs `input_0`,
 * …, outputs `result_0`, ….
 */
export function onnxFile(graph: Graph, { training = false }: OnnxOptions = {}): Uint8Array {
  const naming = {
    parameter: (i: number) => `input_${i}`,
    variable: (i: number) => graph.variables[i]!.variable.name,
  };
  const portable = { block: 0, threads: 1, naming };
  if (!training) return lower(simplify(frozen(graph)), portable).builder.encode();
  const { builder, variables } = lower(graph, portable);
  graph.variables.forEach(({ variable, before }, i) => {
    const name = variables[i]!.before;
    if (!name) return;
    const port = { name, type: before.dtype as Type, shape: before.shape };
    builder.initial(port, variable.dataSync() as Values);
  });
  return builder.encode();
}

/** The step with its variables as constants. */
function frozen(graph: Graph): Graph {
  const constants = new Map<Symbolic, Values>(graph.constants);
  for (const { variable, before } of graph.variables) {
    constants.set(before, variable.dataSync() as Values);
  }
  return { ...graph, constants, variables: [] };
}
