import type { Shape, tf } from "@rosenblatt/engine";

/** Where in a network a layer stands. */
export interface Place {
  /** Its readable name, such as `conv1`. */
  readonly name: string;
  /** Whether its outputs are the network's: only layers without weights of their own follow. */
  readonly last: boolean;
}

/**
 * One layer before it is part of a network: a description, to be used in as many networks as one
 * likes; each gets weights of its own. `I` and `O` are the shapes of an example before and after.
 */
export interface Layer<I extends Shape = Shape, O extends Shape = Shape> {
  readonly kind: string;
  /** What it is named by when that is not its kind and a number. */
  readonly name?: string;
  /** How errors call it, such as `conv(16)`. */
  readonly label: string;
  /** Whether it has weights, hence an activation. */
  readonly weighted: boolean;
  /**
   * The sizes that it makes of an example.
   * @throws RangeError when it cannot follow `after`, whose outputs have the sizes `input`.
   */
  output(input: Shape, after: string): Shape;
  /** Adds it to a network. */
  apply(x: tf.SymbolicTensor, place: Place): tf.SymbolicTensor;
  /** Only there for the compiler. */
  readonly shapes?: readonly [I, O];
}

/** A layer that takes examples of any rank and leaves their shape as it is. */
export interface AnyRankLayer extends Layer {
  readonly keepsShape: true;
}
