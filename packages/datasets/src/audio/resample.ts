/** Crossings of zero of the filter on either side. */
const crossings = 48;
/** The share of the lower of the two bands that passes unchanged, about. */
const passed = 0.94;
/** Of Kaiser's window: what must not pass is 90 decibels down. */
const beta = 9;

/**
 * A recording at another rate, by a filter of sines over Kaiser's window: tones that the new rate
 * cannot hold are taken out before they fold back. As many seconds as before, rounded up to a whole
 * sample. Source: J. O. Smith, Digital audio resampling, 2002.
 *
 * @example
 * resample(new Float32Array(44100), { from: 44100, to: 16000 }).length; // 16000
 * @throws RangeError unless both rates are whole numbers above 0.
 */
export function resample(
  samples: Float32Array,
  { from, to }: { from: number; to: number },
): Float32Array {
  if (!(Number.isInteger(from) && Number.isInteger(to) && from > 0 && to > 0)) {
    throw new RangeError(
      `Cannot resample from ${from} to ${to}: rates must be whole numbers above 0`,
    );
  }
  if (from === to) return samples;
  const common = divisor(from, to);
  const [up, down] = [to / common, from / common];
  const cutoff = passed * Math.min(1, up / down);
  const reach = Math.ceil(crossings / cutoff);
  const phases = new Map<number, Float64Array>();
  const made = new Float32Array(Math.ceil((samples.length * up) / down));
  for (let i = 0; i < made.length; i += 1) {
    const phase = (i * down) % up;
    const middle = (i * down - phase) / up;
    let taps = phases.get(phase);
    if (!taps) {
      taps = tapsOf(phase / up, { reach, cutoff });
      // Rates without a common divisor have as many phases as samples.
      if (phases.size < 2000) phases.set(phase, taps);
    }
    const first = middle - reach;
    const start = first < 0 ? -first : 0;
    const end = Math.min(taps.length, samples.length - first);
    let sum = 0;
    for (let k = start; k < end; k += 1) sum += taps[k]! * samples[first + k]!;
    made[i] = sum;
  }
  return made;
}

/** What each sample about a place counts, that lies `fraction` behind the middle one. */
function tapsOf(
  fraction: number,
  { reach, cutoff }: { reach: number; cutoff: number },
): Float64Array {
  const taps = Float64Array.from({ length: 2 * reach + 2 }, (_, k) => {
    const distance = k - reach - fraction;
    const edge = 1 - (distance / (reach + 1)) ** 2;
    const angle = Math.PI * cutoff * distance;
    const sine = distance === 0 ? 1 : Math.sin(angle) / angle;
    return edge <= 0 ? 0 : sine * bessel(beta * Math.sqrt(edge));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

/** The modified Bessel function of order 0, by its series. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-12 * sum; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
