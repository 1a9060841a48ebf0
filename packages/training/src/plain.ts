import type { PlainBatch } from "@rosenblatt/datasets";
import type { HostTensor } from "@rosenblatt/engine";

/** A batch as the traced gear takes it; nothing is copied. */
export function plain({
  x,
  y,
  shape,
  count,
  labelShape = [count],
}: PlainBatch): [x: HostTensor, y: HostTensor] {
  return [
    { values: x, shape, dtype: "float32" },
    { values: y, shape: labelShape, dtype: y instanceof Float32Array ? "float32" : "int32" },
  ];
}
