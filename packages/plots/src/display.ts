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
 */
export function display(value: unknown, { id, update = false }: DisplayOptions = {}): void {
  currentHost().display(bundleOf(value), id === undefined ? {} : { id, update });
}

/** Shows a value in the middle of a cell; the last expression shows itself. */
export function show(value: unknown): void {
  display(value);
}
