/**
 * Throws unless all who train a workload train the same network, by its number of parameters.
 * `racers` are `{ contender, parameters, run }`; a contender's `extraParameters` says what its
 * library adds to a workload's network (PyTorch's LSTM has two biases, which are summed).
 */
function requireSameNetworks(racers, { name, parameters: expected }) {
  for (const { contender, parameters, run } of racers) {
    const extra = contender.extraParameters?.[name] ?? 0;
    if (run.problem || parameters === expected + extra) continue;
    throw new RangeError(
      `Cannot compare ${contender.title} on ${name}: expected a network of ${expected + extra} ` +
        `parameters, got ${parameters}; build it as bench/training/workloads.json says`,
    );
  }
}

module.exports = { requireSameNetworks };
