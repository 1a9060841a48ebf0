import { bundleOf, type Displayable, displayable, table } from "@rosenblatt/plots";
import { checkLengths } from "./check-lengths.js";

/** How well clusters and classes agree, whatever their names; shows itself. */
export interface ClusteringReport extends Displayable {
  /** The share of pairs on which both agree, so adjusted that chance is 0; 1 is best. */
  readonly adjustedRand: number;
  /** What clusters and classes tell of each other, by the mean of their entropies; from 0 to 1. */
  readonly normalisedMutualInformation: number;
}

/**
 * Scores of clusters against true classes, both by any whole numbers. Sources: Hubert and Arabie,
 * Comparing partitions (1985), equation 5; Strehl and Ghosh, Cluster ensembles (2002), with the
 * arithmetic mean.
 *
 * @example clusteringReport([0, 0, 1, 1], [1, 1, 0, 0]).adjustedRand; // 1: the same groups by other names
 * @throws RangeError unless there is one cluster for each label.
 */
export function clusteringReport(
  clusters: ArrayLike<number>,
  labels: ArrayLike<number>,
): ClusteringReport {
  checkLengths("clusters", { given: clusters, labels });
  const pairs = new Map<string, number>();
  const [byCluster, byClass] = [new Map<number, number>(), new Map<number, number>()];
  for (let i = 0; i < labels.length; i += 1) {
    increase(pairs, `${clusters[i]} ${labels[i]}`);
    increase(byCluster, clusters[i]!);
    increase(byClass, labels[i]!);
  }
  const counts = {
    both: [...pairs.values()],
    clusters: [...byCluster.values()],
    classes: [...byClass.values()],
    all: labels.length,
  };
  const scores = {
    adjustedRand: adjustedRand(counts),
    normalisedMutualInformation: normalisedMutualInformation(counts),
  };
  return displayable(scores, (report) => bundleOf(table([{ ...report }], { title: "Clusters" })));
}

interface Counts {
  readonly both: readonly number[];
  readonly clusters: readonly number[];
  readonly classes: readonly number[];
  readonly all: number;
}

function increase<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function adjustedRand({ both, clusters, classes, all }: Counts): number {
  const pairs = (counts: readonly number[]) =>
    counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const [same, a, b] = [pairs(both), pairs(clusters), pairs(classes)];
  const expected = all > 1 ? (a * b) / pairs([all]) : 0;
  const most = (a + b) / 2;
  return most === expected ? 1 : (same - expected) / (most - expected);
}

function normalisedMutualInformation({ both, clusters, classes, all }: Counts): number {
  const entropy = (counts: readonly number[]) =>
    counts.reduce((sum, count) => sum - (count / all) * Math.log(count / all), 0);
  const [a, b] = [entropy(clusters), entropy(classes)];
  if (clusters.length === 1 && classes.length === 1) return 1;
  const shared = Math.max(0, a + b - entropy(both));
  return a === 0 || b === 0 ? 0 : shared / ((a + b) / 2);
}
