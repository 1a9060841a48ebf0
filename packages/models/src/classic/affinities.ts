import { type Rows, squaredDistance } from "./points.js";

/**
 * How much each pair of points are neighbours, as one matrix that adds up to 1: normal
 * distributions about each point, as wide as leaves it `perplexity` neighbours, made symmetric.
 */
export function affinities(rows: Rows, perplexity: number): Float64Array {
  const { length } = rows;
  const distances = squaredDistances(rows);
  const p = new Float64Array(length * length);
  for (let i = 0; i < length; i += 1) {
    const row = distances.subarray(i * length, (i + 1) * length);
    p.set(neighbours(row, { self: i, entropy: Math.log(perplexity) }), i * length);
  }
  for (let i = 0; i < length; i += 1) {
    for (let j = i; j < length; j += 1) {
      const both = (p[i * length + j]! + p[j * length + i]!) / (2 * length);
      p[i * length + j] = both;
      p[j * length + i] = both;
    }
  }
  return p;
}

function squaredDistances(rows: Rows): Float64Array {
  const { length } = rows;
  const distances = new Float64Array(length * length);
  for (let i = 0; i < length; i += 1) {
    for (let j = i + 1; j < length; j += 1) {
      const apart = squaredDistance(rows[i]!, rows[j]!);
      distances[i * length + j] = apart;
      distances[j * length + i] = apart;
    }
  }
  return distances;
}

/** The shares of one point's neighbours, with a width found by bisection. */
function neighbours(
  distances: Float64Array,
  { self, entropy }: { self: number; entropy: number },
): Float64Array {
  const shares = new Float64Array(distances.length);
  const least = distances.reduce((a, d, j) => (j === self ? a : Math.min(a, d)), Infinity);
  let [low, high, precision] = [0, Infinity, 1];
  for (let round = 0; round < 100; round += 1) {
    let [sum, weighted] = [0, 0];
    for (let j = 0; j < distances.length; j += 1) {
      const further = distances[j]! - least;
      shares[j] = j === self ? 0 : Math.exp(-further * precision);
      sum += shares[j]!;
      weighted += further * shares[j]!;
    }
    for (let j = 0; j < shares.length; j += 1) shares[j]! /= sum;
    const off = Math.log(sum) + (precision * weighted) / sum - entropy;
    if (Math.abs(off) < 1e-5) break;
    if (off > 0)
      [low, precision] = [precision, high === Infinity ? precision * 2 : (precision + high) / 2];
    else [high, precision] = [precision, (precision + low) / 2];
  }
  return shares;
}
