/** The same numbers in memory that threads share: themselves when they lie there, else a copy. */
export function sharedArray<A extends Uint8Array | Float32Array | Int32Array>(array: A): A {
  if (array.buffer instanceof SharedArrayBuffer) {
    return array;
  }
  const like = array.constructor as new (buffer: SharedArrayBuffer) => A;
  const copy = new like(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}
