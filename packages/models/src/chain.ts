import type { Seq, Shape, Vec } from "@rosenblatt/engine";
import type { AnyRankLayer, Layer } from "./layer.js";

/** Any layer, whatever it takes. */
// biome-ignore lint/suspicious/noExplicitAny: only a layer of any shapes takes every layer
export type AnyLayer = Layer<any, any>;

/** The shape of an example of shape `S` after a layer. */
type After<S extends Shape, L> = L extends AnyRankLayer
  ? S
  : L extends Layer<infer _, infer O>
    ? O
    : never;

/** What an example of shape `S` looks like. */
type Looks<S extends Shape> = S["length"] extends 1
  ? "[n]"
  : S["length"] extends 2
    ? "[steps, features]"
    : S["length"] extends 3
      ? "[height, width, channels]"
      : `rank ${S["length"]}`;

/** Why an example of shape `S` does not fit a layer that takes `I`; what the compiler shows. */
type Misfit<S extends Shape, I extends Shape> = I extends Vec
  ? S extends Seq
    ? `needs [n], gets ${Looks<S>}: put it in perStep(), or add flatten() before it`
    : `needs [n], gets ${Looks<S>}: add flatten() before it`
  : I extends Seq
    ? S extends Vec
      ? `needs [steps, features], gets ${Looks<S>}: give the layer before it sequences: true, or add embedding()`
      : `needs [steps, features], gets ${Looks<S>}: add rows() before it`
    : `needs [height, width, channels], gets ${Looks<S>}: put it before flatten()`;

/** The layer itself when it takes examples of shape `S`, else the reason why it does not. */
type Fitting<S extends Shape, L> =
  L extends Layer<infer I, infer _>
    ? number extends S["length"] | I["length"]
      ? L
      : S["length"] extends I["length"]
        ? L
        : Misfit<S, I>
    : never;

/** The layers of a network on examples of shape `S`; a reason in place of each that does not fit. */
export type Chain<
  S extends Shape,
  L extends readonly unknown[],
  Done extends readonly unknown[] = [],
> = L extends readonly [infer A, ...infer Rest]
  ? Chain<After<S, A>, Rest, [...Done, Fitting<S, A>]>
  : Done;

/** The shape of an example of shape `S` after all layers; after an unknown number, of the last. */
export type Outcome<S extends Shape, L extends readonly unknown[]> = number extends L["length"]
  ? L extends readonly [...infer _, infer Z]
    ? After<Shape, Z>
    : Shape
  : L extends readonly [infer A, ...infer Rest]
    ? Outcome<After<S, A>, Rest>
    : S;

/** What layers take: what the first of them does that cares for it. */
export type Intake<L extends readonly unknown[]> = L extends readonly [infer A, ...infer Rest]
  ? A extends AnyRankLayer
    ? Intake<Rest>
    : A extends Layer<infer I, infer _>
      ? I
      : Shape
  : Shape;

/** Layers themselves when they fit each other, else with a reason in place of each that does not. */
export type Checked<
  L extends readonly unknown[],
  I extends Shape = Intake<L>,
> = number extends L["length"] ? L : L extends Readonly<Chain<I, L>> ? L : Chain<I, L>;

/** Several layers as one. */
export type Joined<L extends readonly unknown[]> = L extends readonly AnyRankLayer[]
  ? AnyRankLayer
  : Layer<Intake<L>, Outcome<Intake<L>, L>>;
