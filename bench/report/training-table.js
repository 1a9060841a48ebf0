const { markdownTable, quantity, withNotes } = require("./markdown.js");
const { median } = require("./statistics.js");

const NONE = "—";
const HEADER = [
  "",
  "threads",
  "seconds an epoch",
  "samples/s",
  "times PyTorch",
  "accuracy",
  "memory, MB",
];

/**
 * One epoch of training side by side, as medians over all rounds; `times PyTorch` compares with
 * PyTorch on one thread. `contenders` are `{ title, threads, base?, problem?, runs }`.
 */
function trainingTable(contenders) {
  const base = seconds(contenders.find((one) => one.base));
  const rows = contenders.map((one) => row(one, base));
  return withNotes(markdownTable(HEADER, rows), contenders.flatMap(notes));
}

function row(contender, base) {
  const { title, threads, problem } = contender;
  const runs = goodRuns(contender);
  if (runs.length === 0) {
    return [title, threads, problem ? "not installed" : "fails", NONE, NONE, NONE, NONE];
  }
  const took = seconds(contender);
  const mark = runs[0].extrapolated ? "≈ " : "";
  const accuracies = runs.map((run) => run.accuracy).filter((value) => value !== undefined);
  return [
    title,
    threads,
    `${mark}${quantity(median(took))}`,
    `${mark}${quantity(runs[0].samples / median(took))}`,
    base.length ? `${mark}${quantity(median(took) / median(base))}×` : NONE,
    accuracies.length ? `${(median(accuracies) * 100).toFixed(1)} %` : NONE,
    quantity(median(runs.map((run) => run.megabytes))),
  ];
}

function notes({ title, problem, runs }) {
  const reason = problem ?? runs.find((run) => run.problem)?.problem;
  const measured = runs.find((run) => run.extrapolated);
  const lines = [];
  if (reason) lines.push(`**${title}**: ${reason}`);
  if (measured) lines.push(`**${title}** is extrapolated from ${measured.extrapolated}.`);
  return lines;
}

function seconds(contender) {
  return goodRuns(contender).map((run) => run.seconds);
}

function goodRuns(contender) {
  return contender?.runs.filter((run) => !run.problem) ?? [];
}

module.exports = { trainingTable };
