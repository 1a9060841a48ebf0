/**
 * The exponential moving average of values, freed of its bias towards its start: as TensorBoard
 * smooths. `weight`, below 1, is that of what came before; NaN stays where it is.
 */
export function smoothed(values: Float64Array, weight: number): Float64Array {
  if (weight === 0) return values;
  const result = new Float64Array(values.length);
  let average = 0;
  let rest = 1;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (Number.isNaN(value)) {
      result[i] = value;
      continue;
    }
    average = weight * average + (1 - weight) * value;
    rest *= weight;
    result[i] = average / (1 - rest);
  }
  return result;
}
