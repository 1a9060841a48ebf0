import { GraphBuilder, nchwc } from "../onnx/graph-builder.js";
import { runtime } from "./platform.js";
import { sessionOf } from "./session.js";

let size: Promise<number> | undefined;

/**
 * How many channels ONNX Runtime keeps together on this processor: 16 with AVX-512, else 8 on x86;
 * 0 where it has no such operators. It is found by asking for an image in blocks.
 */
export function channelBlock(): Promise<number> {
  size ??= measure().catch(() => 0);
  return size;
}

const channels = 32;

async function measure(): Promise<number> {
  const builder = new GraphBuilder();
  const shape = [1, channels, 1, 2];
  builder.inputs.push({ name: "x", type: "float32", shape });
  const reordered = builder.add("ReorderInput", ["x"], { domain: nchwc });
  builder.output(reordered, { name: "y", type: "float32", shape });
  const session = await sessionOf(builder.encode(), { threads: 1 });
  const numbers = Float32Array.from({ length: 2 * channels }, (_, i) => i);
  const { y } = await session.run({ x: new (runtime().Tensor)("float32", numbers, shape) });
  // The second column of the first channel comes after a block of first columns.
  const block = (y!.data as Float32Array).indexOf(1);
  return block === 8 || block === 16 ? block : 0;
}
