/** One picture as the network sees it: values row by row, channels last. */
export interface Image {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** `height * width * channels` numbers. */
  readonly values: Float32Array;
}
