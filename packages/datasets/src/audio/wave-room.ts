/** More than this is not held in memory. */
const maxBytes = 4e9;

/**
 * Memory, shared with other threads, for `count` recordings of one length: longer ones are cut,
 * shorter ones end in silence.
 *
 * @throws RangeError for a length that is none, or more than 4 GB.
 */
export function waveRoom({
  seconds,
  sampleRate,
  count,
}: {
  seconds: number;
  sampleRate: number;
  count: number;
}) {
  const length = Math.round(seconds * sampleRate);
  if (!(length > 0 && Number.isInteger(sampleRate) && sampleRate > 0)) {
    throw new RangeError(
      `Cannot hold recordings of ${seconds} s at ${sampleRate} Hz: both must be above 0, ` +
        "the rate a whole number",
    );
  }
  const bytes = 4 * length * count;
  if (bytes > maxBytes) {
    throw new RangeError(
      `Cannot hold ${count} recordings of ${seconds} s at ${sampleRate} Hz: that is ${bytes} ` +
        `bytes, more than ${maxBytes}; take fewer, shorter, or a lower rate`,
    );
  }
  const room = new Float32Array(new SharedArrayBuffer(bytes));
  let used = 0;
  const add = (samples: Float32Array) => {
    room.set(samples.subarray(0, length), used * length);
    used += 1;
  };
  const done = () => ({ inputs: room.subarray(0, used * length), shape: [length] as const });
  return { add, done };
}
