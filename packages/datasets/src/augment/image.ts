/** One picture as the network sees it, with what is marked on it. */
export interface Image {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** `height * width * channels` numbers, row by row, channels last. */
  readonly values: Float32Array;
  /** The class, or the object, of each pixel, row by row; 0 is background. */
  readonly mask?: Uint8Array | Int32Array;
  readonly boxes?: readonly Box[];
  /** What comes into the mask from outside of the picture; background where it is left out. */
  readonly outside?: number;
}

/** A rectangle on a picture, in pixels and fractions of them, as in COCO's annotations. */
export interface Box {
  /** Of its left edge, from the picture's. */
  readonly x: number;
  /** Of its upper edge, from the picture's. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label?: string | number;
  /** The share of it that changes have left in view; all of it where this is left out. */
  readonly visible?: number;
}
