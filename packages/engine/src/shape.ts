/** The sizes of one example, without the batch. */
export type Shape = readonly number[];

/** A flat example: `[features]`. */
export type Vec = readonly [number];

/** A sequence: `[steps, features]`. */
export type Seq = readonly [number, number];

/** An image: `[height, width, channels]`. */
export type Img = readonly [number, number, number];
