const kinds = { Uint8Array, Int32Array, Float32Array };

/** Room for so many numbers of the same kind, also when they are of a context of their own. */
export function roomLike<A extends Uint8Array | Int32Array | Float32Array>(
  array: A,
  length: number,
): A {
  const kind = kinds[array[Symbol.toStringTag] as keyof typeof kinds];
  return new kind(length) as Uint8Array | Int32Array | Float32Array as A;
}
