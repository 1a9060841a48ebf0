import { checkChoice, checkCount } from "../errors.js";

/** The frequencies that filters stand at, and their heights. */
export interface MelFilterOptions {
  /** Samples a second. */
  readonly sampleRate: number;
  /** Samples of a frame. */
  readonly size?: number;
  /** Hertz where the first filter begins. */
  readonly from?: number;
  /** Hertz where the last one ends; without it half the sample rate. */
  readonly to?: number;
  /** The mel scale: of Slaney's Auditory Toolbox, or of the Hidden Markov Toolkit. */
  readonly formula?: "slaney" | "htk";
  /** Whether filters have the same area, or the same peak, 1. */
  readonly norm?: "area" | "peak";
}

/**
 * Triangular filters at equal distances on the mel scale, as rows of weights for the `size / 2 + 1`
 * frequencies of a frame; librosa's `filters.mel` is the reference. Sources: M. Slaney, Auditory
 * Toolbox, 1998; S. Young et al., The HTK Book, 2006, section 5.6.
 *
 * @throws RangeError unless counts are whole numbers above 0 and the frequencies lie in order
 * between 0 and half the sample rate.
 * @example
 * const rows = melFilters(26, { sampleRate: 8000, size: 256 });
 * [rows.length, rows[0]!.length]; // [26, 129]
 */
export function melFilters(
  mels: number,
  {
    sampleRate,
    size = 512,
    from = 0,
    to = sampleRate / 2,
    formula = "slaney",
    norm = "area",
  }: MelFilterOptions,
): Float32Array[] {
  const maker = `melFilters(${mels})`;
  checkCount(maker, { mels, size });
  checkChoice(maker, { name: "formula", value: formula, choices: ["slaney", "htk"] });
  checkChoice(maker, { name: "norm", value: norm, choices: ["area", "peak"] });
  checkFrequencies(maker, { sampleRate, from, to });
  const { mel, hertz } = scales[formula];
  const step = (mel(to) - mel(from)) / (mels + 1);
  const edges = Array.from({ length: mels + 2 }, (_, i) => hertz(mel(from) + i * step));
  return Array.from({ length: mels }, (_, i) => {
    const [left, middle, right] = [edges[i]!, edges[i + 1]!, edges[i + 2]!];
    const height = norm === "area" ? 2 / (right - left) : 1;
    return Float32Array.from({ length: Math.floor(size / 2) + 1 }, (_, bin) => {
      const at = (bin * sampleRate) / size;
      const rising = (at - left) / (middle - left);
      const falling = (right - at) / (right - middle);
      return height * Math.max(0, Math.min(rising, falling));
    });
  });
}

interface Scale {
  mel(hertz: number): number;
  hertz(mel: number): number;
}

/** Slaney's is linear up to 1,000 Hz, 15 mels, and then 27 mels a factor of 6.4. */
const [knee, width, growth] = [1000, 200 / 3, Math.log(6.4) / 27];

const scales: Readonly<Record<"slaney" | "htk", Scale>> = {
  slaney: {
    mel: (hertz) => (hertz < knee ? hertz / width : knee / width + Math.log(hertz / knee) / growth),
    hertz: (mel) =>
      mel < knee / width ? mel * width : knee * Math.exp(growth * (mel - knee / width)),
  },
  htk: {
    mel: (hertz) => 2595 * Math.log10(1 + hertz / 700),
    hertz: (mel) => 700 * (10 ** (mel / 2595) - 1),
  },
};

function checkFrequencies(
  maker: string,
  { sampleRate, from, to }: { sampleRate: number; from: number; to: number },
): void {
  if (!(sampleRate > 0 && from >= 0 && from < to && to <= sampleRate / 2)) {
    throw new RangeError(
      `Cannot make ${maker} from ${from} to ${to} Hz of ${sampleRate} samples a second: ` +
        "frequencies must rise and lie between 0 and half the sample rate",
    );
  }
}
