import { isProxy } from "node:util/types";
import { escapeHtml } from "../html/escape.js";
import type { Limits } from "../limits.js";
import { className, method, property } from "./descriptors.js";
import { numbersView } from "./numbers.js";

/** A tensor as TensorFlow.js has it. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly dtype: string;
  dataSync(): ArrayLike<number> & object;
  toString(): string;
}

/** Elements that are fetched from where a tensor lies. */
const most = 4_000_000;

/** Whether a value is a tensor of TensorFlow.js, or like one. */
export function isTensor(value: unknown): value is Tensor {
  if (typeof value !== "object" || value === null || isProxy(value)) return false;
  return (
    Array.isArray(property(value, "shape")?.value) &&
    typeof property(value, "dtype")?.value === "string" &&
    method(value, "dataSync") !== undefined
  );
}

/** A tensor as text: its kind, and its numbers unless there are too many of them. */
export function tensorText(tensor: Tensor): string {
  if (isDisposed(tensor)) return `${title(tensor)}, disposed`;
  if (size(tensor) > most) return title(tensor);
  return `${title(tensor)}\n${tensor.toString().replace(/^Tensor\n/, "")}`;
}

/** A tensor's kind, the distribution of its numbers, and the numbers to unfold. */
export function tensorView(tensor: Tensor, limits: Limits): string {
  const name = title(tensor);
  const isThere = !isDisposed(tensor) && tensor.dtype !== "string" && size(tensor) <= most;
  const view = isThere ? numbersView(tensor.dataSync(), limits, name) : undefined;
  const rest = tensorText(tensor).slice(name.length).replace(/^\n/, "");
  return view ?? `<b>${escapeHtml(name)}</b>${rest && `<pre>${escapeHtml(rest)}</pre>`}`;
}

function title(tensor: Tensor): string {
  return `${className(tensor)} ${tensor.dtype} [${tensor.shape.join(", ")}]`;
}

function size({ shape }: Tensor): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Whether the numbers of a tensor were given back. */
export function isDisposed(tensor: Tensor): boolean {
  return property(tensor, "isDisposedInternal")?.value === true;
}
