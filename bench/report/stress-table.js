const { markdownTable, quantity, withNotes } = require("./markdown.js");
const { median, percentile } = require("./statistics.js");

/** The cells at both ends of the session whose latencies are compared; fewer in a short one. */
const ENDS = 1000;

/** What happened to each run: one column a seed. What was lost stands below the table. */
function stressTable(runs) {
  const rows = [
    ["Cells", (run) => quantity(run.cells)],
    ["Interrupts", (run) => quantity(run.interrupts)],
    ["Restarts", (run) => quantity(run.restarts)],
    ["Replies, outputs and values lost", (run) => String(run.lost.length)],
    ["Small cell, first thousand, median (95th percentile), ms", (run) => latency(first(run))],
    ["Small cell, last thousand, median (95th percentile), ms", (run) => latency(last(run))],
    ["Memory at the start, in the middle, at the end, MB", (run) => along(run, "megabytes")],
    ["Of which the kernel's own process, MB", (run) => along(run, "kernelMegabytes")],
    ["Open files", (run) => along(run, "files")],
    ["Threads", (run) => along(run, "threads")],
    ["Processes", (run) => along(run, "processes")],
    ["Memory after the restarts, MB", (run) => quantity(run.afterRestarts.megabytes)],
  ];
  const table = markdownTable(
    ["", ...runs.map(({ seed }) => `seed ${seed}`)],
    rows.map(([title, show]) => [title, ...runs.map(show)]),
  );
  return withNotes(
    table,
    runs.flatMap(({ seed, lost }) => lost.map((what) => `**Lost** by seed ${seed}: ${what}`)),
  );
}

function first({ latencies }) {
  return latencies.slice(0, Math.min(ENDS, latencies.length));
}

function last({ latencies }) {
  return latencies.slice(-ENDS);
}

function latency(values) {
  return `${quantity(median(values))} (${quantity(percentile(values, 95))})`;
}

/** The start is where the session has warmed up: a tenth of the way. */
function along({ memory }, key) {
  const places = [0.1, 0.5, 1].map((part) => Math.max(0, Math.round(part * memory.length) - 1));
  return places.map((place) => quantity(memory[place][key])).join(", ");
}

module.exports = { stressTable };
