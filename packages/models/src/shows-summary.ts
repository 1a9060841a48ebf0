import type { tf } from "@rosenblatt/engine";
import { bundleOf, displayable } from "@rosenblatt/plots";
import { summary } from "./summary.js";

/** The model, which from now on shows itself as its summary. */
export function showsSummary<M extends tf.LayersModel>(model: M) {
  return displayable(model, () => bundleOf(summary(model)));
}
