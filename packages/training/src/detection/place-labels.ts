import type { Box, BoxEdges, PlainBatch } from "@rosenblatt/datasets";
import type { DetectorFacts } from "@rosenblatt/models";
import { matchPlaces } from "./match-places.js";

/**
 * Labels of batches by their boxes, `[n, places, 5]`: for each row of a detector's outputs the number
 * of the logit that is right, -1 for none or -2 where it does not count, and the box that it is
 * to tell of, x, y, width and height.
 *
 * @throws RangeError for batches without boxes, and for labels that the detector does not know.
 */
export function placeLabels(detector: DetectorFacts): (batch: PlainBatch) => PlainBatch {
  const places = detector.anchors.length;
  return (batch) => {
    const { boxes, count } = batch;
    if (!boxes) {
      throw new RangeError(
        "Cannot train a detector on examples without boxes: take data that has them, such as scenes()",
      );
    }
    const y = new Float32Array(count * places * 5);
    boxes.forEach((own, i) => {
      const edges = own.map(({ x, y, width, height }): BoxEdges => [x, y, width, height]);
      const logits = own.map((box) => logitOf(box, detector));
      matchPlaces(detector, edges).forEach((match, place) => {
        const to = (i * places + place) * 5;
        y[to] = logits[match] ?? match;
        if (match >= 0) y.set(edges[match]!, to + 1);
      });
    });
    return { ...batch, y, labelShape: [count, places, 5] };
  };
}

/** The number of the logit that says that a box is there. */
function logitOf({ label = -1 }: Box, { classes, things }: DetectorFacts): number {
  const logit = things.indexOf(typeof label === "string" ? classes.indexOf(label) : label);
  if (logit >= 0) return logit;
  throw new RangeError(
    `Cannot train a detector on a box of the class ${JSON.stringify(label)}: it must be one of ` +
      things.map((thing) => `${thing} (${classes[thing]})`).join(", "),
  );
}
