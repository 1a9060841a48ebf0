const { markdownTable, quantity } = require("./markdown.js");
const { median, percentile } = require("./statistics.js");

/** How long JupyterLab takes to start with the extensions and without: medians, and their ratio pair by pair. */
function startTable(pairs) {
  const ratios = pairs.map(({ extended, bare }) => extended / bare);
  const seconds = (values) => `${(median(values) / 1000).toFixed(2)}`;
  const [low, high] = [25, 75].map((percent) => percentile(ratios, percent).toFixed(3));
  return markdownTable(
    ["", "with the extensions", "without", "ratio of each pair, median (quartiles)"],
    [
      [
        "From the navigation to the restored page, s",
        seconds(pairs.map(({ extended }) => extended)),
        seconds(pairs.map(({ bare }) => bare)),
        `${median(ratios).toFixed(3)} (${low} to ${high})`,
      ],
    ],
  );
}

/** What the browser fetches of each extension, in kB of JavaScript. */
function bundleTable(bundles) {
  const kilobytes = ({ bytes, zipped }) =>
    bytes === 0 ? "—" : `${quantity(bytes / 1000)} (${quantity(zipped / 1000)})`;
  return markdownTable(
    ["Extension", "at the start, kB (gzipped)", "when used, kB (gzipped)"],
    bundles.map(({ name, start, later }) => [name, kilobytes(start), kilobytes(later)]),
  );
}

/** How smooth the page is before a run and while one streams. */
function framesTable({ idle, streaming }) {
  return markdownTable(
    ["", "before the run", "while it streams"],
    [
      ["Frames a second", idle.perSecond.toFixed(1), streaming.perSecond.toFixed(1)],
      ["Longest task, ms", quantity(idle.longest), quantity(streaming.longest)],
    ],
  );
}

module.exports = { startTable, bundleTable, framesTable };
