/** How loud each frequency is at each time. */
export interface LoudnessMap {
  /** Decibels below the loudest value, from `-range` to 0: a row for each frame, low tones first. */
  readonly rows: readonly Float32Array[];
  /** Seconds from frame to frame. */
  readonly step: number;
  /** Hertz from tone to tone. */
  readonly tone: number;
}

/** Decibels below the loudest at which nothing is drawn. */
export const range = 80;

/** At most about so many frames. */
const most = 480;

/**
 * The spectrogram of a recording to look at: Hann windows of about 32 ms, whose centres are equally
 * far from each other.
 */
export function loudnessMap(samples: ArrayLike<number>, sampleRate: number): LoudnessMap {
  const size = 2 ** Math.max(4, Math.round(Math.log2(0.032 * sampleRate)));
  const hop = Math.max(size / 8, Math.ceil(samples.length / most));
  const count = Math.max(1, Math.ceil(samples.length / hop));
  const window = Float64Array.from(
    { length: size },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size),
  );
  const powers = Array.from({ length: count }, (_, frame) => {
    const start = Math.floor((frame + 0.5) * hop) - size / 2;
    return powersOf(window.map((weight, i) => weight * (samples[start + i] ?? 0)));
  });
  const loudest = powers.reduce((peak, row) => Math.max(peak, ...row), 0) || 1;
  const rows = powers.map((row) =>
    Float32Array.from(row, (power) => Math.max(-range, 10 * Math.log10(power / loudest))),
  );
  return { rows, step: hop / sampleRate, tone: sampleRate / size };
}

/** The power of the frequencies from 0 to half the sample rate; the length is a power of 2. */
function powersOf(real: Float64Array): Float64Array {
  const imaginary = new Float64Array(real.length);
  transform(real, imaginary);
  return Float64Array.from(
    { length: real.length / 2 + 1 },
    (_, i) => real[i]! ** 2 + imaginary[i]! ** 2,
  );
}

/** The Fourier transform in place: J. W. Cooley and J. W. Tukey, 1965. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  reorder(real);
  for (let half = 1; half < size; half *= 2) {
    for (let k = 0; k < half; k += 1) {
      const [cos, sin] = [Math.cos((Math.PI * k) / half), -Math.sin((Math.PI * k) / half)];
      for (let i = k; i < size; i += 2 * half) {
        const j = i + half;
        const [re, im] = [real[j]!, imaginary[j]!];
        const [x, y] = [re * cos - im * sin, re * sin + im * cos];
        real[j] = real[i]! - x;
        imaginary[j] = imaginary[i]! - y;
        real[i] = real[i]! + x;
        imaginary[i] = imaginary[i]! + y;
      }
    }
  }
}

/** Puts each value where its position's bits, read backwards, point to. */
function reorder(values: Float64Array): void {
  for (let i = 1, j = 0; i < values.length; i += 1) {
    let bit = values.length >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) [values[i], values[j]] = [values[j]!, values[i]!];
  }
}
