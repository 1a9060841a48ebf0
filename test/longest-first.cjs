const Sequencer = require("@jest/test-sequencer").default;

/** Begins with the notebooks, which are long rows: beside ours, all others have the time to run. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rest = super.sort(tests);
    const isLong = ({ path }) => /notebooks[\\/]on-[\w-]+\.test\.ts$/.test(path);
    return [...rest.filter(isLong), ...rest.filter((test) => !isLong(test))];
  }
};
