import { tf } from "../tf.js";
import { wasmKernel } from "./kernel.js";

interface Attributes {
  begin: number | number[];
  size: number | number[];
}

/** Up to this length, copying number by number is faster than making a view. */
const shortRun = 32;

/**
 * A part of a tensor. The kernel that comes with the backend copies the whole tensor first, which
 * makes cutting batches out of a large one slow.
 */
export const slice = wasmKernel<{ x: tf.Tensor }, Attributes>(
  tf.Slice,
  ({ inputs: { x }, attributes, backend }) => {
    const parsed = tf.slice_util.parseSliceParams(x, attributes.begin, attributes.size);
    const [begin, size] = parsed as [number[], number[]];
    tf.slice_util.assertParamsValid(x, begin, size);
    const part = backend.makeOutput(size, x.dtype);
    const from = backend.typedArrayFromHeap(x);
    const to = backend.typedArrayFromHeap(part);
    const { run, starts } = runs(x.shape, { begin, size });
    starts.forEach((start, i) => {
      if (run > shortRun) to.set(from.subarray(start, start + run), i * run);
      else for (let at = 0; at < run; at++) to[i * run + at] = from[start + at]!;
    });
    return part;
  },
);

/** Where the part's unbroken runs start in the whole, and how long each is. */
function runs(
  shape: readonly number[],
  { begin, size }: { begin: readonly number[]; size: readonly number[] },
): { run: number; starts: readonly number[] } {
  let axis = shape.length - 1;
  let run = 1;
  // An axis taken whole continues the run of the one before it.
  while (axis > 0 && size[axis] === shape[axis]) run *= shape[axis--]!;
  const stride = run;
  run *= size[axis] ?? 1;
  let starts = [(begin[axis] ?? 0) * stride];
  let step = stride * (shape[axis] ?? 1);
  while (--axis >= 0) {
    const at = axis;
    const offset = step;
    starts = Array.from({ length: size[at]! }, (_, i) => (begin[at]! + i) * offset).flatMap((o) =>
      starts.map((start) => start + o),
    );
    step *= shape[at]!;
  }
  return { run, starts };
}
