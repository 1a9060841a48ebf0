import { GraphBuilder, nchwc } from "../onnx/graph-builder.js";
import { type Awaitable, attempt, when } from "./awaitable.js";
import { room } from "./host-tensor.js";
import { sessionOf } from "./session.js";

let size: Awaitable<number> | undefined;

/**
 * How many channels ONNX Runtime keeps together on this processor: 16 with AVX-512, else 8 on x86;
 * 0 where it has no such operators. It is found by asking for an image in blocks.
 */
export function channelBlock(): Awaitable<number> {
  size ??= attempt(measure, () => 0);
  return size;
}

const image = { dtype: "float32", shape: [1, 32, 1, 2] } as const;

function measure(): Awaitable<number> {
  const builder = new GraphBuilder();
  const port = { type: image.dtype, shape: image.shape };
  builder.inputs.push({ name: "x", ...port });
  const reordered = builder.add("ReorderInput", ["x"], { domain: nchwc });
  builder.output(reordered, { name: "y", ...port });
  const [x, y] = [room(image), room(image)];
  x.values.forEach((_, i) => {
    x.values[i] = i;
  });
  const ran = when(sessionOf(builder, { threads: 1 }), (session) => session.run({ x }, { y }));
  return when(ran, () => {
    // The second column of the first channel comes after a block of first columns.
    const block = y.values.indexOf(1);
    return block === 8 || block === 16 ? block : 0;
  });
}
