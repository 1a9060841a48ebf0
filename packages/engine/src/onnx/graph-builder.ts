import { bytesOf } from "../bytes-of.js";
import type { Values } from "../trace/graph.js";
import { encodeModel } from "./proto.js";

/** A type of ONNX's tensors that the traced gear uses, by its number in the file format. */
export const types = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
  float64: 11,
} as const;
export type Type = keyof typeof types;

/** What an attribute may be: whole numbers, text, or a `real` number. */
export type Attribute = number | readonly number[] | string | Real;

/** A number that the file format keeps as a floating-point one. */
export interface Real {
  readonly real: number;
}

export function real(value: number): Real {
  return { real: value };
}

/** One operator of the graph. */
export interface Operator {
  readonly type: string;
  readonly name: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** Which kernel call it comes from. */
  readonly origin: number;
}

/** A tensor that enters or leaves the graph. */
export interface Port {
  readonly name: string;
  readonly type: Type;
  readonly shape: readonly number[];
}

interface Initializer extends Port {
  readonly bytes: Uint8Array;
}

/** The operators' own sets beside ONNX's. */
export const microsoft = "com.microsoft";
export const nchwc = "com.microsoft.nchwc";

/** Collects operators, shares equal ones, and writes them as an ONNX file. */
export class GraphBuilder {
  readonly inputs: Port[] = [];
  readonly outputs: Port[] = [];
  /** The kernel call in hand. */
  origin = -1;
  readonly #operators: Operator[] = [];
  readonly #initializers: Initializer[] = [];
  readonly #known = new Map<string, readonly string[]>();
  readonly #renamed = new Map<string, string>();
  /** Of tensors that leave the graph as they came, or twice. */
  readonly #copies: Operator[] = [];
  #count = 0;

  /** Adds operators for another kernel call than the one in hand. */
  at<T>(origin: number, work: () => T): T {
    const { origin: present } = this;
    this.origin = origin;
    try {
      return work();
    } finally {
      this.origin = present;
    }
  }

  /** Adds an operator with one output, or finds an equal one; gives the output's name. */
  add(
    type: string,
    inputs: readonly string[],
    options: { attributes?: Record<string, Attribute>; domain?: string } = {},
  ): string {
    return this.addMany(type, inputs, { ...options, outputs: 1 })[0]!;
  }

  /** Adds an operator with several outputs. */
  addMany(
    type: string,
    inputs: readonly string[],
    {
      outputs,
      attributes = {},
      domain = "",
    }: { outputs: number; attributes?: Record<string, Attribute>; domain?: string },
  ): readonly string[] {
    const key = JSON.stringify([type, domain, inputs, attributes, outputs]);
    const known = this.#known.get(key);
    if (known) return known;
    const name = `${type}_${this.#count++}`;
    const made = Array.from({ length: outputs }, (_, i) => (i === 0 ? name : `${name}_${i}`));
    this.#operators.push(this.#operator(type, inputs, { outputs: made, attributes, domain }));
    this.#known.set(key, made);
    return made;
  }

  /** Lets a tensor leave the graph, under a name of its own. */
  output(tensor: string, { name, type, shape }: Port): void {
    this.outputs.push({ name, type, shape });
    const maker = this.#operators.find(({ outputs }) => outputs.includes(tensor));
    if (maker && !this.#renamed.has(tensor)) this.#renamed.set(tensor, name);
    else this.#copies.push(this.#operator("Identity", [tensor], { outputs: [name] }));
  }

  /** What a tensor that enters the graph is unless something else is given. */
  initial(port: Port, values: Values): void {
    this.#initializers.push({ ...port, bytes: bytesOf(values) });
  }

  /** A constant tensor; equal small ones are shared. */
  constant(values: Values, shape: readonly number[], type?: Type): string {
    const element = type ?? (values instanceof Int32Array ? "int32" : "float32");
    return this.#initializer(bytesOf(values), { shape, type: element });
  }

  /** A constant list of whole numbers, such as a shape. */
  ints(values: readonly number[]): string {
    const bytes = bytesOf(BigInt64Array.from(values, BigInt));
    return this.#initializer(bytes, { shape: [values.length], type: "int64" });
  }

  /** A constant number. */
  scalar(value: number, type: Type = "float32"): string {
    const bytes = bytesOf(arrays[type](value));
    return this.#initializer(bytes, { shape: [], type });
  }

  /** The operators that lead to the outputs, in order. */
  operators(): readonly Operator[] {
    const needed = new Set(this.outputs.map(({ name }) => name));
    const named = (tensor: string) => this.#renamed.get(tensor) ?? tensor;
    const kept: Operator[] = [];
    for (const operator of [...this.#operators, ...this.#copies].reverse()) {
      const outputs = operator.outputs.map(named);
      if (!outputs.some((name) => needed.has(name))) continue;
      const inputs = operator.inputs.map(named);
      kept.push({ ...operator, inputs, outputs });
      for (const name of inputs) needed.add(name);
    }
    return kept.reverse();
  }

  /** The ONNX file. */
  encode(): Uint8Array {
    const operators = this.operators();
    const read = new Set([
      ...operators.flatMap(({ inputs }) => inputs),
      ...this.outputs.map(({ name }) => name),
    ]);
    const domains = new Set(operators.map(({ domain }) => domain).filter(Boolean));
    return encodeModel({
      irVersion: 9,
      producerName: "rosenblatt",
      opsetImport: [{ version: 18 }, ...[...domains].map((domain) => ({ domain, version: 1 }))],
      graph: {
        name: "step",
        node: operators.map(nodeOf),
        initializer: this.#initializers
          .filter(({ name }) => read.has(name))
          .map(({ name, type, shape, bytes }) => ({
            name,
            dims: shape,
            dataType: types[type],
            rawData: bytes,
          })),
        input: this.inputs.map(portOf),
        output: this.outputs.map(portOf),
      },
    });
  }

  #operator(
    type: string,
    inputs: readonly string[],
    {
      outputs,
      attributes = {},
      domain = "",
    }: Pick<Operator, "outputs"> & Partial<Pick<Operator, "attributes" | "domain">>,
  ): Operator {
    const { origin } = this;
    return { type, name: outputs[0]!, domain, inputs, outputs, attributes, origin };
  }

  #initializer(bytes: Uint8Array, { shape, type }: Omit<Port, "name">): string {
    const small = bytes.length <= 256;
    const key = small ? `${type} ${shape} ${bytes}` : "";
    const known = small ? this.#known.get(key)?.[0] : undefined;
    if (known) return known;
    const name = `constant_${this.#count++}`;
    this.#initializers.push({ name, shape, type, bytes });
    if (small) this.#known.set(key, [name]);
    return name;
  }
}

/** The memory of one number of a type. */
const arrays: Readonly<Record<Type, (value: number) => ArrayBufferView>> = {
  float32: (value) => Float32Array.of(value),
  uint8: (value) => Uint8Array.of(value),
  int32: (value) => Int32Array.of(value),
  int64: (value) => BigInt64Array.of(BigInt(value)),
  bool: (value) => Uint8Array.of(value),
  float64: (value) => Float64Array.of(value),
};

function portOf({ name, type, shape }: Port): unknown {
  const dim = shape.map((size) => ({ dimValue: size }));
  return { name, type: { tensorType: { elemType: types[type], shape: { dim } } } };
}

function nodeOf({ type, name, domain, inputs, outputs, attributes }: Operator): unknown {
  const attribute = Object.entries(attributes).map(([key, value]) => attributeOf(key, value));
  return { name, opType: type, domain, input: inputs, output: outputs, attribute };
}

function attributeOf(name: string, value: Attribute): unknown {
  if (typeof value === "number") return { name, type: 2, i: value };
  if (typeof value === "string") return { name, type: 3, s: new TextEncoder().encode(value) };
  if ("real" in value) return { name, type: 1, f: value.real };
  return { name, type: 7, ints: value };
}
