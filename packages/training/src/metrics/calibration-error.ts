import { tf } from "@rosenblatt/engine";
import type { CountedMetric } from "./metric.js";

/**
 * The expected calibration error of logits `[n, classes]`: how far the confidence in the class said,
 * its probability, is from the share that is right, in the mean over `bins` equal parts of [0, 1].
 * See `calibration` for its picture. Source: Guo et al., On calibration of modern neural networks
 * (2017), equation 3.
 *
 * @example await evaluate(model, data.test, { metrics: { calibrationError: calibrationError() } });
 */
export function calibrationError({ bins = 10 }: { bins?: number } = {}): CountedMetric {
  checkBins(bins);
  return {
    counts: (outputs, labels) =>
      tf.tidy(() => {
        const confidence = tf.softmax(outputs).max(-1) as tf.Tensor1D;
        const right = outputs.argMax(-1).equal(labels.cast("int32")).cast("float32");
        const bin = confidence
          .mul(bins)
          .ceil()
          .sub(1)
          .clipByValue(0, bins - 1);
        const inBin = tf.oneHot(bin.cast("int32"), bins).cast("float32");
        const sums = [right, confidence].map((each) => each.expandDims(-1).mul(inBin).sum(0));
        return tf.concat([...sums, inBin.sum(0)]) as tf.Tensor1D;
      }),
    value(sums) {
      const part = (i: number) => sums.slice(i * bins, (i + 1) * bins);
      const [right, confidence, counts] = [part(0), part(1), part(2)];
      const off = right.reduce((sum, count, i) => sum + Math.abs(count - confidence[i]!), 0);
      return off / counts.reduce((sum, count) => sum + count, 0);
    },
  };
}

/** Refuses a number of bins that is not a whole number above 0. */
export function checkBins(bins: number): void {
  if (!(Number.isInteger(bins) && bins > 0)) {
    throw new RangeError(
      `Cannot measure calibration in ${bins} bins: it must be a whole number above 0, such as 10`,
    );
  }
}
