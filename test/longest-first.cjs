const Sequencer = require("@jest/test-sequencer").default;

/** Begins with the notebooks: beside their long row, all others have the time to run. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rest = super.sort(tests);
    const isLong = ({ path }) => /notebooks\.test\.ts$/.test(path);
    return [...rest.filter(isLong), ...rest.filter((test) => !isLong(test))];
  }
};
