import type { DatasetFacts } from "../dataset.js";
import type { DrawingParts, Drawings } from "./omniglot-strokes.js";

/** Where drawings come from, as a data set tells it. */
export function drawingFacts(
  drawn: DrawingParts | Drawings,
): Pick<DatasetFacts<readonly [], readonly []>, "name" | "licence" | "source" | "citation"> {
  const unknown = { name: "Drawings", licence: "your own", source: "a pen", citation: "none" };
  const { name, licence, source, citation } = { ...unknown, ...drawn };
  return { name, licence, source, citation };
}
