const { markdownTable, quantity, withNotes } = require("./markdown.js");
const { median } = require("./statistics.js");

const NONE = "—";

/**
 * The milliseconds a step of all workloads at once, the best block of each contender by number of
 * threads. `workloads` are `{ title, threads, contenders }`, as in `stepsTable`.
 */
function stepsSummary(workloads) {
  const titles = workloads[0].contenders.map(({ title }) => title);
  const rows = titles.map((title, at) => [
    title,
    ...workloads.map(({ threads, contenders }) =>
      threads.map((count) => bestOf(runOn(contenders[at], count))).join(" / "),
    ),
  ]);
  return markdownTable(["", ...workloads.map(({ title }) => title)], rows);
}

/**
 * One workload side by side. `contenders` are `{ title, peer?, problem?, runs }` with one run a
 * number of threads, `{ threads, ms, first, megabytes }` or `{ threads, problem }`. Milliseconds
 * are the median over all blocks and, in brackets, the best; what follows them compares the best
 * with that of the best peer. Samples, first batch and memory are those on most threads.
 */
function stepsTable({ batch, threads, contenders }) {
  const header = [
    "",
    ...threads.flatMap((count) => [`${threadsOf(count)}, ms a step`, "times the best peer"]),
    ...["samples/s", "first batch, s", "memory, MB"],
  ];
  const rows = contenders.map((contender) => [
    contender.title,
    ...threads.flatMap((count) => compared(contender, { count, contenders })),
    ...others(goodRuns(contender).at(-1), batch),
  ]);
  return withNotes(markdownTable(header, rows), contenders.flatMap(notes));
}

function compared(contender, { count, contenders }) {
  const run = runOn(contender, count);
  if (contender.problem) return ["not installed", NONE];
  if (!run) return [NONE, NONE];
  if (run.problem) return ["fails", NONE];
  const peers = contenders.filter(({ peer }) => peer).map((one) => runOn(one, count));
  const best = Math.min(...peers.filter(isGood).map(({ ms }) => Math.min(...ms)));
  const ratio = Number.isFinite(best) ? `${quantity(Math.min(...run.ms) / best)}×` : NONE;
  return [`${quantity(median(run.ms))} (${quantity(Math.min(...run.ms))})`, ratio];
}

function others(run, batch) {
  if (!run) return [NONE, NONE, NONE];
  const samples = (batch * 1000) / median(run.ms);
  return [samples, run.first, run.megabytes].map(quantity);
}

function notes({ title, problem, runs }) {
  const reason = problem ?? runs.find((run) => run.problem)?.problem;
  return reason ? [`**${title}**: ${reason}`] : [];
}

function bestOf(run) {
  return isGood(run) ? quantity(Math.min(...run.ms)) : NONE;
}

function goodRuns({ runs }) {
  return runs.filter(isGood);
}

function isGood(run) {
  return run !== undefined && !run.problem;
}

function runOn({ runs }, count) {
  return runs.find(({ threads }) => threads === count);
}

function threadsOf(count) {
  return count === 1 ? "1 thread" : `${count} threads`;
}

module.exports = { stepsSummary, stepsTable };
