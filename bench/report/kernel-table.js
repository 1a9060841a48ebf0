const { markdownTable, quantity, withNotes } = require("./markdown.js");
const { median, percentile } = require("./statistics.js");

const BASE = "ipykernel";
const NONE = "—";

/** What a row shows: its values of one run of a kernel, and how they become one number. */
const ROWS = [
  { title: "Time to ready, ms", of: (run) => [run.ready] },
  { title: "First cell, ms", of: (run) => [run.first] },
  { title: "Small cell, median, ms", of: (run) => run.cells },
  { title: "Small cell, 95th percentile, ms", of: (run) => run.cells, take: p95 },
  { title: "Small cell run by a program, ms", of: (run) => run.programCells ?? [] },
  { title: "First completion, ms", of: (run) => run.completionOfValue.slice(0, 1) },
  { title: "Member of a value that ran, ms", of: (run) => run.completionOfValue.slice(1) },
  { title: "Member of a value only typed, ms", of: (run) => run.completionOfType },
  { title: "The same after 200 cells, value that ran", of: (run) => run.laterCompletionOfValue },
  { title: "The same after 200 cells, only typed", of: (run) => run.laterCompletionOfType },
  { title: "Type error shown after, ms", of: (run) => run.typeError },
  { title: "Small cell, 951st to 1,000th, ms", of: (run) => run.lateCells ?? [] },
  { title: "10 MB in one print, ms", of: (run) => [run.onePrint] },
  { title: "10 MB in 100,000 prints, ms", of: (run) => [run.manyPrints] },
  { title: "Memory after 250 cells, MB", of: (run) => [run.memory.megabytes] },
  { title: "Memory after 1,000 cells, MB", of: (run) => memory(run.lateMemory) },
];

/**
 * The kernels side by side: medians over all rounds, in brackets times ipykernel's.
 * `kernels` are `{ title, problem?, runs }`; what could not be measured stands below the table.
 */
function kernelTable(kernels) {
  const base = goodRuns(kernels.find(({ title }) => title === BASE));
  const rows = ROWS.map((row) => [row.title, ...kernels.map((one) => cell(row, { one, base }))]);
  const table = markdownTable(["", ...kernels.map(({ title }) => title)], rows);
  return withNotes(table, kernels.flatMap(notes));
}

function cell({ of, take = median }, { one, base }) {
  const [values, baseValues] = [goodRuns(one), base].map((runs) =>
    runs.flatMap(of).filter((value) => value !== null),
  );
  if (values.length === 0) return NONE;
  if (one.title === BASE || baseValues.length === 0) return quantity(take(values));
  return `${quantity(take(values))} (${quantity(take(values) / take(baseValues))}×)`;
}

function notes(kernel) {
  const { title, problem, runs } = kernel;
  if (problem) return [`**${title}** was not measured: ${problem}`];
  const lines = losses(kernel);
  const failed = runs.filter((run) => run.problem);
  if (failed.length > 0) {
    const rounds = `${failed.length} of ${runs.length} rounds`;
    lines.push(`**${title}** failed in ${rounds}: ${failed[0].problem}`);
  }
  return [...lines, ...silences(kernel)];
}

/** Which of its messages never arrived. */
function losses(kernel) {
  const runs = goodRuns(kernel);
  const cells = runs.flatMap((run) => [
    run.first,
    ...run.cells,
    ...(run.programCells ?? []),
    ...(run.lateCells ?? []),
  ]);
  const prints = runs.flatMap(({ onePrint, manyPrints }) => [onePrint, manyPrints]);
  return [
    loss(kernel, { of: cells, what: "output or idle status", kind: "small cells" }),
    loss(kernel, { of: prints, what: "output", kind: "cells that print 10 MB" }),
  ].filter(Boolean);
}

function loss({ title }, { of, what, kind }) {
  const lost = of.filter((took) => took === null).length;
  return lost > 0 && `**${title}** lost ${what} in ${lost} of ${of.length} ${kind}.`;
}

/** Which of its completions lacked the expected name. */
function silences(kernel) {
  const { title } = kernel;
  const runs = goodRuns(kernel);
  const ofValue = runs.flatMap((run) => [...run.completionOfValue, ...run.laterCompletionOfValue]);
  const ofType = runs.flatMap((run) => [...run.completionOfType, ...run.laterCompletionOfType]);
  const lacking = [...ofValue, ...ofType].filter((took) => took === null).length;
  if (lacking === 0) return [];
  if (lacking === ofType.length && !ofValue.includes(null)) {
    return [`**${title}** completes at run time only: it does not know a value that has not run.`];
  }
  const asked = ofValue.length + ofType.length;
  return [`**${title}** lacked the expected name in ${lacking} of ${asked} completions.`];
}

function memory(measured) {
  return measured ? [measured.megabytes] : [];
}

function goodRuns(kernel) {
  return kernel?.runs.filter((run) => !run.problem) ?? [];
}

function p95(values) {
  return percentile(values, 95);
}

module.exports = { kernelTable };
