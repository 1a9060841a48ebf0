import { sizeOf } from "../size-of.js";
import type { Values } from "../trace/graph.js";
import type { Signature } from "../trace/recorder.js";
import { type GraphBuilder, nchwc, type Type, types } from "./graph-builder.js";

/**
 * How the numbers of a batch of images `[n, height, width, channels]` lie in memory: `plain` as in
 * TensorFlow.js; `planar` with channels before rows; `blocked` with channels in blocks, the rows
 * and columns of a block before the next one, as ONNX Runtime's own convolutions work.
 */
export type Form = "plain" | "planar" | "blocked";

/** What lowering a kernel may rely on. */
export interface Target {
  readonly builder: GraphBuilder;
  /** Channels in a block; 0 where the runtime has no blocked operators, and in files for others. */
  readonly block: number;
  readonly threads: number;
}

/** Makes the value again with more done in the same operator, where that operator can. */
export type Fuse = (extra: { bias?: Value; add?: Value; relu?: boolean }) => Value | undefined;

/** A tensor of the graph, in the forms in which it has been needed. */
export class Value {
  readonly shape: readonly number[];
  readonly dtype: Signature["dtype"];
  readonly target: Target;
  /** The form in which it was made. */
  readonly home: Form;
  /** Its numbers, when they are known. */
  readonly known: Values | undefined;
  readonly fuse: Fuse | undefined;
  readonly #names = new Map<Form, string>();

  constructor(
    target: Target,
    {
      shape,
      dtype = "float32",
      name,
      form = "plain",
      known,
      fuse,
    }: {
      shape: readonly number[];
      dtype?: Signature["dtype"];
      name: string;
      form?: Form;
      known?: Values;
      fuse?: Fuse;
    },
  ) {
    this.target = target;
    this.shape = shape;
    this.dtype = dtype;
    this.home = form;
    this.known = known;
    this.fuse = fuse;
    this.#names.set(form, name);
  }

  get size(): number {
    return sizeOf(this.shape);
  }

  /** The name of the tensor as TensorFlow.js would have it. */
  get plain(): string {
    return this.in("plain");
  }

  /** The name of the tensor in a form; converts it at the first time. */
  in(form: Form): string {
    let name = this.#names.get(form);
    if (name === undefined) {
      name = this.#convert(form);
      this.#names.set(form, name);
    }
    return name;
  }

  /** The same numbers in another shape; only `plain` ones can be looked at that way. */
  reshaped(shape: readonly number[]): Value {
    if (same(shape, this.shape)) return this;
    const { target, dtype, known } = this;
    const name = reshape(target.builder, this.plain, shape);
    return new Value(target, { shape, dtype, name, ...(known ? { known } : {}) });
  }

  #convert(form: Form): string {
    const { builder } = this.target;
    const from = (preferred: Form) => this.#names.get(preferred);
    if (this.dtype !== "float32" && this.home === "blocked") return this.#throughReal(form);
    const channels = this.shape.at(-1)!;
    if (form === "plain") {
      const blocked = from("blocked");
      if (blocked === undefined) return transpose(builder, from("planar")!, [0, 2, 3, 1]);
      const attributes = { channels, channels_last: 1 };
      return builder.add("ReorderOutput", [blocked], { attributes, domain: nchwc });
    }
    if (form === "planar") {
      const blocked = from("blocked");
      if (blocked === undefined || channels === 1)
        return transpose(builder, this.plain, [0, 3, 1, 2]);
      return builder.add("ReorderOutput", [blocked], { attributes: { channels }, domain: nchwc });
    }
    const planar = from("planar");
    const images = planar ?? this.plain;
    const attributes = { channels_last: planar === undefined ? 1 : 0 };
    return builder.add("ReorderInput", [this.#filled(images, planar ? 1 : 3)], {
      attributes,
      domain: nchwc,
    });
  }

  /** The runtime moves blocks of real numbers only. */
  #throughReal(form: Form): string {
    const { target, shape } = this;
    const cast = (name: string, type: Type) =>
      target.builder.add("Cast", [name], { attributes: { to: types[type] } });
    const name = cast(this.#names.get("blocked")!, "float32");
    const real = new Value(target, { shape, name, form: "blocked" });
    return cast(real.in(form), this.dtype as Type);
  }

  /** Fills channels up to whole blocks, which the runtime does itself for some counts only. */
  #filled(name: string, axis: number): string {
    const { builder, block } = this.target;
    const missing = (block - (this.shape[3]! % block)) % block;
    if (missing === 0) return name;
    const ends = [0, 1, 2, 3].map((i) => (i === axis ? missing : 0));
    return builder.add("Pad", [name, builder.ints([0, 0, 0, 0, ...ends])]);
  }
}

/** Whether two shapes are equal. */
export function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** Changes the shape of a tensor, which costs nothing. */
export function reshape(builder: GraphBuilder, name: string, shape: readonly number[]): string {
  // A 0 in ONNX's Reshape would otherwise mean "as it was".
  const attributes = { allowzero: 1 };
  return builder.add("Reshape", [name, builder.ints(shape)], { attributes });
}

/** Moves axes; the identity is left out. */
export function transpose(builder: GraphBuilder, name: string, perm: readonly number[]): string {
  if (perm.every((axis, i) => axis === i)) return name;
  return builder.add("Transpose", [name], { attributes: { perm } });
}
