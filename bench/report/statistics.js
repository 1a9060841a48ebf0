/** The middle of the values; of an even number of them, the mean of the two in the middle. */
function median(values) {
  return percentile(values, 50);
}

/**
 * The value below which `percent` of the values lie, between 0 and 100, interpolated linearly
 * between neighbours (definition 7 of Hyndman and Fan, 1996, which NumPy uses too).
 */
function percentile(values, percent) {
  if (values.length === 0) {
    throw new RangeError("Cannot take a percentile: expected at least one value, got none");
  }
  const sorted = [...values].sort((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

module.exports = { median, percentile };
