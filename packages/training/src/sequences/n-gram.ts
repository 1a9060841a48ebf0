import type { Split } from "@rosenblatt/datasets";

/** A text as examples: numbers of characters, and behind each the next. */
type TextSplit = Split<readonly [number], readonly string[], readonly [number]>;

/** What is known of a text by counting. */
export interface NGram {
  readonly order: number;
  /** Minus the logarithm of the probability of each label, in nats; see the function of that name. */
  surprisal(split: TextSplit): Float32Array;
}

/** What came after a context. */
interface Seen {
  total: number;
  readonly counts: Map<number, number>;
}

/**
 * Says what comes next in a text by how often it came after the last `order - 1` characters, mixed
 * with what came after fewer: the more different characters followed a context, the less it alone
 * decides. It is what language models were before networks, and what these have to beat.
 *
 * Witten and Bell, The zero-frequency problem (1991), https://doi.org/10.1109/18.87000, method C
 *
 * @example
 * const data = characters("so it goes, and so it goes on", { steps: 4, test: 0.3 });
 * const nats = nGram(data.train, { order: 3 }).surprisal(data.test);
 * nats.length; // 8
 * @throws RangeError unless `order` is a whole number above 0.
 */
export function nGram(train: TextSplit, { order = 3 }: { readonly order?: number } = {}): NGram {
  if (!(Number.isInteger(order) && order > 0)) {
    throw new RangeError(`Cannot count ${order} characters: it must be a whole number above 0`);
  }
  const known = new Map<string, Seen>();
  for (const { past, next } of places(train, order)) {
    for (const context of contexts(past)) {
      const seen = known.get(context) ?? { total: 0, counts: new Map() };
      seen.total += 1;
      seen.counts.set(next, (seen.counts.get(next) ?? 0) + 1);
      known.set(context, seen);
    }
  }
  return {
    order,
    surprisal: (split) => {
      const nats = new Float32Array(split.labels.length);
      let i = 0;
      for (const { past, next } of places(split, order)) {
        let share = 1 / split.classes.length;
        for (const context of contexts(past)) {
          const seen = known.get(context);
          if (!seen) break;
          const kinds = seen.counts.size;
          share = ((seen.counts.get(next) ?? 0) + kinds * share) / (seen.total + kinds);
        }
        nats[i] = -Math.log(share);
        i += 1;
      }
      return nats;
    },
  };
}

/** Each label with the characters before it in its example, at most `order - 1`. */
function* places({ inputs, labels, shape: [steps] }: TextSplit, order: number) {
  for (const [i, next] of labels.entries()) {
    const read = (i % steps) + 1;
    yield { past: inputs.subarray(i + 1 - Math.min(read, order - 1), i + 1), next };
  }
}

/** The last characters: none of them, one, two, … */
function contexts(past: Uint8Array | Float32Array): string[] {
  const all = String.fromCharCode(...past);
  return Array.from({ length: all.length + 1 }, (_, count) => all.slice(all.length - count));
}
