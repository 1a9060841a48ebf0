import type { Instruction, Operation } from "./elementwise.js";

/** A loop over tensors, as a WebAssembly module of 128-bit vectors. */
export interface LoopCode {
  /** Single numbers, which lie at the start of the memory. */
  readonly scalars: number;
  readonly inputs: number;
  /** On values in this order: scalars, inputs, results of instructions. */
  readonly instructions: readonly Instruction[];
  /** Positions of values, in the order in which they are left behind the inputs. */
  readonly outputs: readonly number[];
  /** How many numbers of each tensor are in the memory at a time, a multiple of four. */
  readonly room: number;
}

const page = 2 ** 16;

/** Pages of memory: the first for scalars, the others for rooms, one for each tensor. */
export const pages = 17;

/** How large rooms for so many tensors are; not larger than what stays in a processor's cache. */
export function roomFor(tensors: number): number {
  const share = ((pages - 1) * page - line) / tensors - line;
  return Math.min(4096, Math.floor(share / 16) * 4);
}

/**
 * The byte at which a room begins. Rooms are a cache line apart: processors copy slowly between
 * places that are equally far from the beginnings of pages, where large arrays begin.
 */
export function roomAt(i: number, room: number): number {
  return page + line + (4 * room + line) * i;
}

/** Bytes of a cache line. */
const line = 64;

/** Opcodes of the vector instructions. Source: WebAssembly core specification 2.0, 5.4.8. */
const vector = { load: 0, loadSplat: 9, store: 11 };
const opcodes: Readonly<Record<Operation, number>> = {
  abs: 224,
  negate: 225,
  sqrt: 227,
  add: 228,
  subtract: 229,
  multiply: 230,
  divide: 231,
  min: 232,
  max: 233,
};

const end = 0x0b;
const types = { i32: 0x7f, v128: 0x7b, function: 0x60, nothing: 0x40 };

/**
 * The module: it imports `env.memory` and exports `run(bytes)`, which goes through that many bytes
 * of each room. Format: WebAssembly core specification 2.0, chapter 5.
 */
export function wasmModule(code: LoopCode): Uint8Array<ArrayBuffer> {
  const size = number(pages);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vectorOf([[types.function, 1, types.i32, 0]])),
    ...section(2, vectorOf([[...text("env"), ...text("memory"), 2, 1, ...size, ...size]])),
    ...section(3, vectorOf([[0]])),
    ...section(7, vectorOf([[...text("run"), 0, 0]])),
    ...section(10, vectorOf([sized(body(code))])),
  ]);
}

/** Locals: the number of bytes, the place in the rooms, then the values. */
function body({ scalars, inputs, instructions, outputs, room }: LoopCode): number[] {
  const count = scalars + inputs + instructions.length;
  const local = (value: number) => number(value + 2);
  const get = (value: number) => [0x20, ...local(value)];
  const set = (value: number) => [0x21, ...local(value)];
  const place = [0x20, 1];
  const at = (i: number) => number(roomAt(i, room));
  const each = (length: number, code: (i: number) => number[]) =>
    Array.from({ length }, (_, i) => code(i)).flat();
  return [
    ...vectorOf([
      [1, types.i32],
      [...number(count), types.v128],
    ]),
    // Scalars are read once, each into all four lanes.
    ...each(scalars, (i) => [0x41, 0, ...simd(vector.loadSplat), 2, ...number(4 * i), ...set(i)]),
    ...[0x03, types.nothing],
    ...each(inputs, (i) => [...place, ...simd(vector.load), 4, ...at(i), ...set(scalars + i)]),
    ...instructions.flatMap(([operation, ...operands], i) => [
      ...operands.flatMap(get),
      ...simd(opcodes[operation]),
      ...set(scalars + inputs + i),
    ]),
    ...outputs.flatMap((value, i) => [
      ...place,
      ...get(value),
      ...simd(vector.store),
      4,
      ...at(inputs + i),
    ]),
    // place += 16; again while place < bytes.
    ...[...place, 0x41, 16, 0x6a, 0x22, 1, 0x20, 0, 0x49, 0x0d, 0, end],
    end,
  ];
}

function simd(opcode: number): number[] {
  return [0xfd, ...number(opcode)];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...sized(content)];
}

function sized(content: readonly number[]): number[] {
  return [...number(content.length), ...content];
}

function vectorOf(items: readonly (readonly number[])[]): number[] {
  return [...number(items.length), ...items.flat()];
}

function text(value: string): number[] {
  return sized([...value].map((character) => character.charCodeAt(0)));
}

/** A whole number from 0 on, seven bits a byte. */
function number(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...number(Math.floor(value / 128))];
}
