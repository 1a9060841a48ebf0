import { type Figure, figure, line, type Trace } from "@rosenblatt/plots";
import { checkBins } from "./calibration-error.js";
import { checkClasses, checkNumbers, rowWidth } from "./check-lengths.js";
import { scoreTitle } from "./score-title.js";

/** How a model's confidence compares with how often it is right; shows itself. */
export interface Calibration extends Figure {
  /** The mean distance of confidence and share right, weighted by examples; 0 is best. */
  readonly error: number;
  /** The largest distance of a bin that has examples. */
  readonly largestError: number;
  /** Of each bin, of equal width from 0 to 1: NaN where it is empty. */
  readonly confidence: readonly number[];
  readonly accuracy: readonly number[];
  readonly counts: readonly number[];
}

export interface CalibrationOptions {
  readonly bins?: number;
  /** What the outputs are: a row of them sums to 1 for probabilities. */
  readonly outputs?: "logits" | "probabilities";
}

/**
 * The expected calibration error and the reliability curve of outputs, a row for each label: in
 * bins of the confidence in the class said, how often that is right. A bin holds its upper end.
 * Source: Guo et al., On calibration of modern neural networks (2017), equations 2 to 5.
 *
 * @example calibration(predict(model, data.test).outputs, data.test.labels).error;
 * @throws RangeError unless there is one row of at least two outputs for each label, none NaN.
 */
export function calibration(
  outputs: ArrayLike<number>,
  labels: ArrayLike<number>,
  { bins = 10, outputs: kind = "logits" }: CalibrationOptions = {},
): Calibration {
  checkBins(bins);
  const width = rowWidth("outputs", { values: outputs, count: labels.length });
  if (width < 2) {
    throw new RangeError("Cannot score outputs: it needs one for each class, got one an example");
  }
  checkNumbers("outputs", outputs);
  checkClasses(labels, width);
  const counted = count(outputs, labels, { bins, width, kind });
  const shares = (sums: readonly number[]) => sums.map((sum, i) => sum / counted.counts[i]!);
  const [confidence, accuracy] = [shares(counted.confidence), shares(counted.right)];
  const gaps = counted.counts.map((n, i) => n && Math.abs(confidence[i]! - accuracy[i]!));
  const error = gaps.reduce((sum, gap, i) => sum + gap * counted.counts[i]!, 0) / labels.length;
  const { counts } = counted;
  const numbers = { error, largestError: Math.max(...gaps), confidence, accuracy, counts };
  return Object.assign(drawn(numbers), numbers);
}

function count(
  outputs: ArrayLike<number>,
  labels: ArrayLike<number>,
  { bins, width, kind }: { bins: number; width: number; kind: "logits" | "probabilities" },
) {
  const zeros = () => new Array<number>(bins).fill(0);
  const sums = { right: zeros(), confidence: zeros(), counts: zeros() };
  for (let i = 0; i < labels.length; i += 1) {
    const row = Array.from({ length: width }, (_, j) => outputs[i * width + j]!);
    const most = Math.max(...row);
    const all = row.reduce((sum, value) => sum + Math.exp(value - most), 0);
    const confidence = kind === "logits" ? 1 / all : most;
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
    sums.counts[bin]! += 1;
    sums.confidence[bin]! += confidence;
    if (row.indexOf(most) === labels[i]) sums.right[bin]! += 1;
  }
  return sums;
}

function drawn({
  error,
  confidence,
  accuracy,
  counts,
}: Pick<Calibration, "error" | "confidence" | "accuracy" | "counts">): Figure {
  const title = scoreTitle("Calibration", { score: error, name: "expected error" });
  const filled = counts.flatMap((n, i) => (n > 0 ? [i] : []));
  const curve = { x: filled.map((i) => confidence[i]!), y: filled.map((i) => accuracy[i]!) };
  const { data, layout } = line(
    { perfect: { x: [0, 1], y: [0, 1] }, model: curve },
    { title, xTitle: "confidence", yTitle: "share right", width: 520, height: 400, markers: true },
  );
  const [perfect, model] = data as [Trace, Trace];
  const dashed = { ...perfect, mode: "lines", line: { color: "gray", width: 1, dash: "dash" } };
  const hover = "said with %{x:.3f}, right %{y:.3f}, of %{text}<extra></extra>";
  const told = { ...model, text: filled.map((i) => String(counts[i])), hovertemplate: hover };
  const rows = filled.map(
    (i) => `  ${confidence[i]!.toFixed(3)} → ${accuracy[i]!.toFixed(3)}, ${counts[i]} examples`,
  );
  return figure([dashed, told], layout, { text: [title, ...rows].join("\n") });
}
