import type { tf } from "@rosenblatt/engine";
import { activation } from "../activation-layer.js";
import { batchNorm } from "../batch-norm.js";
import { block } from "../block.js";
import { branch } from "../branch.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { cropEdges } from "../crop-edges.js";
import { applyJoin } from "../join.js";
import { pool } from "../pool.js";
import { separableConv } from "../separable-conv.js";
import { zeroPad } from "../zero-pad.js";

/** What a cell makes of the last two cells' outputs. */
export interface CellInput {
  /** Of the cell before; what a cell of the first pair does not have is the image again. */
  readonly before: tf.SymbolicTensor;
  /** Of the cell before that one. */
  readonly previous: tf.SymbolicTensor;
  readonly filters: number;
  /** Begins the names of all its layers. */
  readonly name: string;
}

type Add = (name: string, layer: AnyLayer, x: tf.SymbolicTensor) => tf.SymbolicTensor;

const relu = activation("relu");

/** The normal cell: figure 4, left. Its output has 6 times as many channels as it has filters. */
export function normalCell(input: CellInput): tf.SymbolicTensor {
  const { name, filters } = input;
  const add = adder(name);
  const [h, p] = prepare(input, add);
  const mean = pool(3, { kind: "mean", stride: 1, pad: "same" });
  const blocks = [
    sum(
      `${name}.block1`,
      add("block1.1", twice(filters, 5), h),
      add("block1.2", twice(filters, 3), p),
    ),
    sum(
      `${name}.block2`,
      add("block2.1", twice(filters, 5), p),
      add("block2.2", twice(filters, 3), p),
    ),
    sum(`${name}.block3`, add("block3.1", mean, h), p),
    sum(`${name}.block4`, add("block4.1", mean, p), add("block4.2", mean, p)),
    sum(`${name}.block5`, add("block5.1", twice(filters, 3), h), h),
  ];
  return applyJoin("concat", [p, ...blocks], name);
}

/** The reduction cell: figure 4, right. It halves the image and gives 4 times its filters. */
export function reductionCell(input: CellInput): tf.SymbolicTensor {
  const { name, filters } = input;
  const add = adder(name);
  const [h, p] = prepare(input, add);
  const separable = (size: number, stride: number) => twice(filters, size, stride);
  const max = pool(3, { stride: 2, pad: "same" });
  const mean = (stride: number) => pool(3, { kind: "mean", stride, pad: "same" });
  const first = sum(
    `${name}.block1`,
    add("block1.1", separable(5, 2), h),
    add("block1.2", separable(7, 2), p),
  );
  const second = sum(
    `${name}.block2`,
    add("block2.1", max, h),
    add("block2.2", separable(7, 2), p),
  );
  const third = sum(
    `${name}.block3`,
    add("block3.1", mean(2), h),
    add("block3.2", separable(5, 2), p),
  );
  const fourth = sum(`${name}.block4`, second, add("block4.2", mean(1), first));
  const fifth = sum(
    `${name}.block5`,
    add("block5.1", separable(3, 1), first),
    add("block5.2", max, h),
  );
  return applyJoin("concat", [second, third, fourth, fifth], name);
}

function adder(cell: string): Add {
  return (name, layer, x) => layer.apply(x, { name: `${cell}.${name}`, last: true });
}

function sum(name: string, a: tf.SymbolicTensor, b: tf.SymbolicTensor): tf.SymbolicTensor {
  return applyJoin("add", [a, b], name);
}

/** Both inputs with the cell's filters, and in the size of the nearer one. */
function prepare(
  { before, previous, filters }: CellInput,
  add: Add,
): [h: tf.SymbolicTensor, p: tf.SymbolicTensor] {
  const h = add("before", squeeze(filters), before);
  if (previous === before) return [h, before];
  if (previous.shape[1] !== before.shape[1]) {
    return [h, add("previous", halved(filters, previous), previous)];
  }
  return [
    h,
    previous.shape[3] === filters ? previous : add("previous", squeeze(filters), previous),
  ];
}

function squeeze(filters: number): AnyLayer {
  return block(relu, conv(filters, 1, { bias: false, act: "linear" }), batchNorm());
}

/** Every second pixel, and every second one between them, each with half of the filters. */
function halved(filters: number, { shape }: tf.SymbolicTensor): AnyLayer {
  const half = Math.floor(filters / 2);
  const second = pool(1, { kind: "mean", stride: 2 });
  const take = (count: number) => conv(count, 1, { bias: false, act: "linear" });
  if (half === 0 || shape[1] === 1) return block(relu, second, take(filters), batchNorm());
  const shifted = [
    zeroPad([
      [0, 1],
      [0, 1],
    ]),
    cropEdges([
      [1, 0],
      [1, 0],
    ]),
  ] as const;
  return block(
    relu,
    branch([
      [second, take(half)],
      [...shifted, second, take(filters - half)],
    ]),
    batchNorm(),
  );
}

/** ReLU, a separable convolution and normalization, twice; the stride is the first one's. */
function twice(filters: number, size: number, stride = 1): AnyLayer {
  const once = (step: number) => [
    relu,
    separableConv(filters, size, { stride: step, pad: "same", bias: false, act: "linear" }),
    batchNorm(),
  ];
  return block(...once(stride), ...once(1));
}
