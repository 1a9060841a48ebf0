import { expect, test } from "@jest/globals";
import { columnsOf, differs, sorted } from "../src/compare/result-table.js";
import { csv } from "../src/export/csv.js";
import { csvName } from "../src/export/csv-name.js";
import { fileName } from "../src/export/download.js";
import { runCsv, runsCsv } from "../src/export/run-csv.js";
import { tableCsv } from "../src/export/table-csv.js";
import { Run } from "../src/model/run.js";
import { record } from "./record.js";

const first = new Run(record());
const second = new Run(
  record({ id: "b", name: 'a "second"', hyperParameters: { batchSize: 8, seed: 1 }, best: {} }),
);

test("a run's CSV has a row a step, and values of an epoch at its last step", () => {
  expect(runCsv(first).split("\r\n")).toEqual([
    "step,epoch,loss,epochLoss,valLoss,valAccuracy",
    "1,1,6,,,",
    "2,1,5,,,",
    "3,1,4,5,4,0.5",
    "4,2,,,,",
    "5,2,2,,,",
    "6,2,1,1.5,2,0.75",
    "",
  ]);
});

test("several runs are told apart by their first column", () => {
  const [head, row] = runsCsv([first, second]).split("\r\n");
  expect(head).toBe("run,step,epoch,loss,epochLoss,valLoss,valAccuracy");
  expect(row).toBe("first,1,1,6,,,");
});

test("the table's CSV has settings and best values, with empty cells where one has none", () => {
  const [head, one, two] = tableCsv([first, second]).split("\r\n");
  expect(head).toBe(
    "run,id,notebook,started,status,seconds,tags,valAccuracy,valLoss,batchSize,optimizer,learningRate,seed",
  );
  expect(one).toMatch(/,finished,2,,0.75,2,32,adam,0.01,$/);
  expect(two).toMatch(/^"a ""second""",b,.*,finished,2,,,,8,,,1$/);
});

test("a text that a spreadsheet would compute is quoted, a number is not", () => {
  expect(csv([["=1+1", -1, "a,b", null, true]])).toBe(`'=1+1,-1,"a,b",,true\r\n`);
});

test("a file's name has nothing that a file system refuses", () => {
  expect(fileName("../a/b: c?", "csv")).toBe("..-a-b- c-.csv");
  expect(fileName("", "png")).toBe("run.png");
});

test("a file of curves says in its name where steps are left out", () => {
  const loss = { steps: [1, 2, 4], values: [3, 2, 1] };
  const long = new Run(record({ stepSeries: { loss } }));
  expect([first.sampled, long.sampled]).toEqual([false, true]);
  expect(csvName("curves", [first])).toBe("curves.csv");
  expect(csvName("curves", [first, long])).toBe("curves sampled.csv");
});

test("the table sorts by any column, those without a value last", () => {
  const batch = columnsOf([first, second]).find(({ id }) => id === "setting batchSize")!;
  const accuracy = columnsOf([first, second]).find(({ id }) => id === "result valAccuracy")!;
  const names = (column: typeof batch, ascending: boolean) =>
    sorted([first, second], { read: column.read, ascending }).map(({ id }) => id);
  expect(names(batch, true)).toEqual(["b", first.id]);
  expect(names(batch, false)).toEqual([first.id, "b"]);
  expect(names(accuracy, true)).toEqual([first.id, "b"]);
  expect(names(accuracy, false)).toEqual([first.id, "b"]);
  expect(differs(batch, [first, second])).toBe(true);
  expect(differs(batch, [first])).toBe(false);
});
