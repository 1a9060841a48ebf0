import { drawKernel } from "../random/draw.js";
import { tf } from "../tf.js";
import { arrayType } from "./array-type.js";
import { claim, fillVariable, internals, onTracedBackend, traced } from "./backend.js";
import { refusal, refuseStrings } from "./errors.js";
import {
  type Graph,
  type KernelCall,
  newSymbol,
  type Symbolic,
  type Values,
  type VariableUse,
} from "./graph.js";
import { initialValues } from "./initial-values.js";
import { leaves } from "./structure.js";
import { withoutRandom } from "./without-random.js";

/** The shape and type of a tensor. */
export type Signature = Pick<Symbolic, "shape" | "dtype">;

/** A recorded step, and what it gave back, its tensors being symbolic. */
export interface Recording {
  readonly graph: Graph;
  readonly result: unknown;
}

let active: Recorder | undefined;

/** Notes a kernel call of the step in hand and gives its outputs. */
export function recordCall(
  kernel: string,
  call: { inputs: tf.NamedTensorInfoMap; attrs: Record<string, unknown>; outputs: Signature[] },
): tf.TensorInfo[] {
  if (!active) throw new Error(`Cannot run ${kernel} on the traced backend outside jit()`);
  return active.call(kernel, call);
}

/**
 * Records one run of a step as a graph; computes nothing.
 *
 * @throws TraceError when the step reads numbers or runs a kernel that has no translation.
 */
export function record(
  step: (parameters: readonly tf.Tensor[]) => unknown,
  signatures: readonly Signature[],
): Recording {
  if (active) throw new Error("Cannot use jit() within jit(): call the plain function there");
  active = new Recorder();
  try {
    return active.record(step, signatures);
  } finally {
    active = undefined;
  }
}

class Recorder {
  readonly #calls: KernelCall[] = [];
  readonly #draws: KernelCall[] = [];
  readonly #constants = new Map<Symbolic, Values>();
  readonly #captured = new Map<object, Symbolic>();
  readonly #used = new Set<Symbolic>();
  readonly #known = new Map<tf.Variable, { dataId: object; symbol: Symbolic }>();
  readonly #born = new Map<tf.Variable, { initial: Symbolic; symbol: Symbolic }>();
  /** Why a variable that was made could not get numbers. */
  #failure: unknown;

  record(
    step: (parameters: readonly tf.Tensor[]) => unknown,
    signatures: readonly Signature[],
  ): Recording {
    const parameters = signatures.map(newSymbol);
    const make = internals.makeVariable;
    const restoreCounts = counts();
    traced.onWrite = (symbol, values) => this.#constants.set(symbol, values);
    internals.makeVariable = (...args) => this.#birth(make.apply(internals, args));
    this.#hideVariables();
    let recording: Recording | undefined;
    try {
      onTracedBackend(() =>
        tf.tidy(() => {
          const result = withoutRandom(() => step(parameters.map(tensorOf)));
          refusePromise(result);
          recording = { graph: this.#graph(parameters, result), result };
        }),
      );
    } finally {
      internals.makeVariable = make;
      traced.onWrite = undefined;
      restoreCounts();
      this.#showVariables();
    }
    if (this.#failure) throw this.#failure;
    return recording!;
  }

  call(
    kernel: string,
    {
      inputs,
      attrs,
      outputs,
    }: { inputs: tf.NamedTensorInfoMap; attrs: Record<string, unknown>; outputs: Signature[] },
  ): tf.TensorInfo[] {
    const operands: Record<string, Symbolic> = {};
    for (const [name, input] of Object.entries(inputs)) {
      if (input) operands[name] = this.#symbol(input);
    }
    const made = outputs.map(newSymbol);
    const call = { kernel, inputs: operands, attrs, outputs: made };
    (kernel === drawKernel ? this.#draws : this.#calls).push(call);
    return made.map((symbol) => traced.info(symbol));
  }

  /** The symbol of a tensor; one from outside the step becomes a constant. */
  #symbol({ dataId, shape, dtype }: tf.TensorInfo): Symbolic {
    const symbol = traced.symbolOf(dataId) ?? this.#captured.get(dataId);
    if (symbol) {
      this.#used.add(symbol);
      return symbol;
    }
    refuseStrings(dtype);
    const constant = newSymbol({ shape, dtype });
    this.#captured.set(dataId, constant);
    const values = tf.engine().readSync(dataId) as Values;
    this.#constants.set(constant, new (arrayType(dtype))(values));
    return constant;
  }

  /** A variable is a symbol while the step is recorded: assigning it must not free its numbers. */
  #hideVariables(): void {
    for (const variable of Object.values(tf.engine().state.registeredVariables)) {
      if (variable.dtype === "string" || variable.dtype === "complex64") continue;
      const symbol = newSymbol(variable);
      this.#known.set(variable, { dataId: variable.dataId, symbol });
      variable.dataId = claim(traced.info(symbol));
    }
  }

  #showVariables(): void {
    for (const [variable, { dataId }] of this.#known) {
      forget(variable);
      variable.dataId = dataId as tf.Variable["dataId"];
    }
    for (const [variable, { initial }] of this.#born) {
      forget(variable);
      this.#start(variable, initial);
    }
  }

  /** Gives a variable its first numbers; one that cannot have any is gone. */
  #start(variable: tf.Variable, initial: Symbolic): void {
    const sources = { calls: this.#calls, draws: this.#draws, constants: this.#constants };
    try {
      fillVariable(variable, { values: initialValues(initial, sources) });
    } catch (error) {
      this.#failure ??= error;
      variable.dispose();
    }
  }

  #birth(variable: tf.Variable): tf.Variable {
    const initial = this.#symbol(variable);
    const symbol = newSymbol(variable);
    this.#born.set(variable, { initial, symbol });
    traced.disposeData(variable.dataId);
    variable.dataId = claim(traced.info(symbol));
    return variable;
  }

  #graph(parameters: readonly Symbolic[], result: unknown): Graph {
    const results = leaves(result).map((tensor) => this.#symbol(tensor));
    const variables: VariableUse[] = [];
    for (const [variable, { symbol: before }] of [...this.#known, ...this.#born]) {
      const used = this.#used.has(before);
      const after = this.#symbol(variable);
      if (used || after !== before) variables.push({ variable, before, after });
    }
    return {
      parameters,
      variables,
      constants: this.#constants,
      draws: this.#draws,
      calls: this.#calls,
      results,
    };
  }
}

/** What a step does after it has waited would not be recorded. */
function refusePromise(result: unknown): void {
  if (!(result instanceof Promise)) return;
  result.catch(() => {});
  throw refusal("an async step", "give a function that returns tensors, and wait outside");
}

function tensorOf(symbol: Symbolic): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(traced.info(symbol), traced);
}

/** Takes a variable's symbol away. */
function forget({ dataId }: tf.Variable): void {
  tf.engine().state.tensorInfo.delete(dataId);
  traced.disposeData(dataId, true);
}

/** Remembers how many tensors there are: what a recording makes was never there. */
function counts(): () => void {
  const { state } = tf.engine();
  const { numTensors, numDataBuffers, numBytes } = state;
  return () => Object.assign(state, { numTensors, numDataBuffers, numBytes });
}
