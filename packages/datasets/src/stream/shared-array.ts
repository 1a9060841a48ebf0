/** The same numbers in memory that threads share: themselves when they lie there, else a copy. */
export function sharedArray<A extends Uint8Array | Float32Array | Int32Array>(array: A): A {
  if (array.buffer instanceof SharedArrayBuffer) {
    return array;
  }
  // A Buffer is a Uint8Array whose constructor Node warns of.
  const like = array instanceof Uint8Array ? Uint8Array : array.constructor;
  const copy = new (like as new (buffer: SharedArrayBuffer) => A)(
    new SharedArrayBuffer(array.byteLength),
  );
  copy.set(array);
  return copy;
}
