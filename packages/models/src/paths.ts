import type { Img, Seq, Shape, Vec } from "@rosenblatt/engine";
import type { AnyLayer, Checked, Intake, Outcome } from "./chain.js";
import type { Layer } from "./layer.js";
import type { LayerPath } from "./path.js";

/** A path's layers. */
type LayersOf<P> = P extends readonly AnyLayer[] ? P : readonly [P];

/** What a path takes; of any shape when it has no layers. */
type IntakeOf<P> = Intake<LayersOf<P>>;

/** What the first of several paths takes that cares for it. */
type IntakeOfAll<P> = P extends readonly [infer A, ...infer Rest]
  ? number extends IntakeOf<A>["length"]
    ? IntakeOfAll<Rest>
    : IntakeOf<A>
  : Shape;

/** A path itself when its layers fit, else with a reason in place of each that does not. */
export type CheckedPath<P> = P extends readonly AnyLayer[] ? Checked<P> : P;

/** Paths themselves when their layers fit the same input, else with the reasons. */
type CheckedPaths<P extends readonly LayerPath[]> = {
  readonly [K in keyof P]: P[K] extends readonly AnyLayer[]
    ? Checked<P[K], IntakeOfAll<P>>
    : Checked<readonly [P[K]], IntakeOfAll<P>> extends readonly [infer C]
      ? C
      : never;
};

/** Why layers among paths do not fit. */
type Reasons<P> = P extends string ? P : P extends readonly unknown[] ? Reasons<P[number]> : never;

/**
 * One layer of paths that all fit the same input, else the reasons why some do not, which is no
 * layer. It is not the parameter that says so: TypeScript 5.0 would not know its nested tuples.
 */
export type CheckedBranch<P extends readonly LayerPath[]> = [Reasons<CheckedPaths<P>>] extends [
  never,
]
  ? JoinedPaths<P>
  : { readonly problem: Reasons<CheckedPaths<P>> };

/** The shape's rank alone: joining may change each size. */
type OfRank<S extends Shape> = S["length"] extends 3
  ? Img
  : S["length"] extends 2
    ? Seq
    : S["length"] extends 1
      ? Vec
      : Shape;

/** One layer of joined paths. */
export type JoinedPaths<P extends readonly LayerPath[]> = Layer<
  IntakeOfAll<P>,
  OfRank<OutcomeOf<P, IntakeOfAll<P>>>
>;

type OutcomeOf<P, I extends Shape> = P extends readonly [infer A, ...infer Rest]
  ? LayersOf<A> extends readonly []
    ? OutcomeOf<Rest, I>
    : Outcome<I, LayersOf<A>>
  : I;
