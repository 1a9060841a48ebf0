import type { Shape } from "@rosenblatt/engine";

/** What every network of the papers is made for. */
export interface NetworkOptions<S extends Shape, C extends number> {
  /** Of one example. */
  readonly shape?: S;
  /** How many numbers come out: one logit for each class. */
  readonly classes?: C;
  /** Multiplies the numbers of filters and units; 1 is the published network. */
  readonly width?: number;
}
