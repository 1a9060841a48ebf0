const Sequencer = require("@jest/test-sequencer").default;

/** Begins with the notebooks, which are long rows, ours first: they are whole. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rest = super.sort(tests);
    const isLong = ({ path }) => /notebooks[\\/]on-[\w-]+\.test\.ts$/.test(path);
    const long = rest.filter(isLong).sort((a, b) => a.path.localeCompare(b.path));
    return [...long, ...rest.filter((test) => !isLong(test))];
  }
};
