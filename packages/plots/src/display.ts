import { bundleOf } from "./displayable.js";
import { currentHost } from "./host.js";

/** How to display a value. */
export interface DisplayOptions {
  /** Names the output, so that a later call can patch it. */
  id?: string;
  /** Patches the output named `id` instead of adding one. */
  update?: boolean;
}

/**
 * Shows a value, or a bundle of formats by MIME type, in whatever host runs: Rosenblatt's kernel,
 * tslab, Deno's kernel, or a terminal (as text).
 *
 * @example
 * display({ "text/markdown": "**half way**" }, { id: "progress" });
 * display({ "text/markdown": "**done**" }, { id: "progress", update: true });
 */
export function display(value: unknown, { id, update = false }: DisplayOptions = {}): void {
  currentHost().display(bundleOf(value), id === undefined ? {} : { id, update });
}

/**
 * Shows a value in the middle of a cell; the last expression shows itself.
 *
 * @example
 * show(table([{ layers: 2, accuracy: 0.91 }]));
 */
export function show(value: unknown): void {
  display(value);
}
