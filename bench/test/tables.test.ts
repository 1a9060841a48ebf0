import { describe, expect, test } from "@jest/globals";
import { detectionTable } from "../report/detection-table.js";
import { kernelTable } from "../report/kernel-table.js";
import { stressTable } from "../report/stress-table.js";
import { trainingTable } from "../report/training-table.js";
import { bundleTable, framesTable, startTable } from "../report/workbench-table.js";

const run = {
  ready: 400,
  first: 10,
  cells: [4, 6],
  completionOfValue: [90, 5],
  completionOfType: [100],
  laterCompletionOfValue: [6],
  laterCompletionOfType: [120],
  typeError: [],
  onePrint: 50,
  manyPrints: 300,
  memory: { megabytes: 80, processes: 1 },
};

describe("kernelTable", () => {
  test("shows medians over all rounds, and in brackets times ipykernel's", () => {
    const rounds = [200, 300, 100].map((ready) => ({ ...run, ready }));
    const table = kernelTable([
      { title: "Ours", runs: rounds },
      { title: "ipykernel", runs: [run] },
    ]);
    expect(table).toContain("| Time to ready, ms | 200 (0.50×) | 400 |");
    expect(table).toContain("| Small cell, median, ms | 5.0 (1.0×) | 5.0 |");
  });

  test("names a kernel that was not measured, with the reason", () => {
    const table = kernelTable([
      { title: "Deno", problem: "no network", runs: [] },
      { title: "ipykernel", runs: [run] },
    ]);
    expect(table).toContain("| First cell, ms | — | 10 |");
    expect(table).toContain("**Deno** was not measured: no network");
  });

  test("says which kernel completes at run time only", () => {
    const table = kernelTable([
      {
        title: "Deno",
        runs: [{ ...run, completionOfType: [null], laterCompletionOfType: [null] }],
      },
      { title: "ipykernel", runs: [run] },
    ]);
    expect(table).toContain("| Member of a value only typed, ms | — | 100 |");
    expect(table).toContain("**Deno** completes at run time only");
  });

  test("measures long sessions in the rounds that have them", () => {
    const long = { ...run, lateCells: [7, 9], lateMemory: { megabytes: 90, processes: 1 } };
    const table = kernelTable([{ title: "ipykernel", runs: [run, long] }]);
    expect(table).toContain("| Small cell, 951st to 1,000th, ms | 8.0 |");
    expect(table).toContain("| Memory after 1,000 cells, MB | 90 |");
  });

  test("says which kernel lost output", () => {
    const table = kernelTable([{ title: "tslab", runs: [{ ...run, manyPrints: null }] }]);
    expect(table).toContain("| 10 MB in 100,000 prints, ms | — |");
    expect(table).toContain("**tslab** lost output in 1 of 2 cells that print 10 MB.");
  });

  test("keeps the time of a cell whose idle status was lost out of the median", () => {
    const table = kernelTable([{ title: "tslab", runs: [{ ...run, cells: [4, null, 6] }] }]);
    expect(table).toContain("| Small cell, median, ms | 5.0 |");
    expect(table).toContain("**tslab** lost output or idle status in 1 of 4 small cells.");
  });

  test("counts the rounds that failed and measures the others", () => {
    const runs = [{ problem: "TimeoutError: no reply" }, run];
    const table = kernelTable([{ title: "ipykernel", runs }]);
    expect(table).toContain("| First cell, ms | 10 |");
    expect(table).toContain("failed in 1 of 2 rounds: TimeoutError: no reply");
  });
});

describe("trainingTable", () => {
  const epoch = { seconds: 10, samples: 60_000, accuracy: 0.85, megabytes: 300 };

  test("compares medians of seconds with the base's", () => {
    const runs = [30, 20, 90].map((seconds) => ({ ...epoch, seconds }));
    const table = trainingTable([
      { title: "Ours", threads: 1, runs },
      { title: "PyTorch", threads: 1, base: true, runs: [epoch] },
    ]);
    expect(table).toContain("| Ours | 1 | 30 | 2,000 | 3.0× | 85.0 % | 300 |");
  });

  test("marks what is extrapolated", () => {
    const runs = [{ ...epoch, accuracy: undefined, extrapolated: "3 steps a round" }];
    const table = trainingTable([{ title: "cpu", threads: 1, runs }]);
    expect(table).toContain("| cpu | 1 | ≈ 10 | ≈ 6,000 | — | — | 300 |");
    expect(table).toContain("extrapolated from 3 steps a round");
  });

  test("keeps a row for what failed and for what could not be installed", () => {
    const table = trainingTable([
      { title: "wasm", threads: 1, runs: [{ problem: "no kernel" }] },
      { title: "node", threads: 2, problem: "no network", runs: [] },
    ]);
    expect(table).toContain("| wasm | 1 | fails |");
    expect(table).toContain("| node | 2 | not installed |");
    expect(table).toContain("- **node**: no network");
  });
});

describe("stressTable", () => {
  test("compares both ends of the session and names what was lost", () => {
    const sample = { kernelMegabytes: 100, processes: 2, files: 40, threads: 10 };
    const memory = [150, 160, 170, 180].map((megabytes) => ({ megabytes, ...sample }));
    const latencies = [...Array(1000).fill(4), ...Array(1000).fill(5)];
    const table = stressTable([
      {
        ...{ seed: 1, cells: 2000, interrupts: 5, restarts: 2, latencies, memory },
        ...{ lost: ["no answer to: 1"], afterRestarts: memory[0] },
      },
    ]);
    expect(table).toContain("| Cells | 2,000 |");
    expect(table).toContain(
      "| Small cell, first thousand, median (95th percentile), ms | 4.0 (4.0) |",
    );
    expect(table).toContain(
      "| Small cell, last thousand, median (95th percentile), ms | 5.0 (5.0) |",
    );
    expect(table).toContain(
      "| Memory at the start, in the middle, at the end, MB | 150, 160, 180 |",
    );
    expect(table).toContain("**Lost** by seed 1: no answer to: 1");
  });
});

describe("detectionTable", () => {
  const run = (seconds: number, ap: number) => ({
    seconds: {
      "read truths": 1,
      "read boxes": 1,
      "score boxes": seconds,
      "read masks": 1,
      "score masks": 2 * seconds,
    },
    scores: { boxes: [ap, 0.5], masks: [0.25, 0.5] },
    processor: 10 * seconds,
    megabytes: 500,
  });
  const base = { title: "pycocotools", base: true, runs: [run(20, 0.5), run(18, 0.5)] };

  test("shows medians, and in brackets times pycocotools'", () => {
    const table = detectionTable([{ title: "Ours", runs: [run(2, 0.5), run(1.8, 0.5)] }, base]);
    expect(table).toContain("| Scoring boxes, s | 1.9 (0.10×) | 19 |");
    expect(table).toContain("| All of it, s | 8.7 (0.14×) | 60 |");
    expect(table).toContain("| Processor time of the process, s | 19 (0.10×) | 190 |");
    expect(table).toContain("| AP of masks | 0.250000 | 0.250000 |");
    expect(table).not.toContain("**");
  });

  test("names who scores otherwise, and who was not measured", () => {
    const other = { title: "Other", runs: [run(2, 0.6)] };
    const table = detectionTable([other, base, { title: "Third", problem: "no", runs: [] }]);
    expect(table).toMatch(/\*\*Other\*\* differs by 0.09\d* in a score/);
    expect(table).toContain("**Third** was not measured: no");
  });
});

describe("startTable", () => {
  test("compares pair by pair, and shows medians in seconds", () => {
    const pairs = [
      { extended: 1000, bare: 1000 },
      { extended: 2100, bare: 2000 },
      { extended: 3300, bare: 3000 },
    ];
    expect(startTable(pairs)).toContain("| 2.10 | 2.00 | 1.050 (1.025 to 1.075) |");
  });
});

describe("bundleTable", () => {
  test("tells what is fetched at the start from what is fetched when it is used", () => {
    const start = { bytes: 12_000, zipped: 4000 };
    const later = { bytes: 4_600_000, zipped: 1_400_000 };
    const table = bundleTable([
      { name: "plotly", start, later },
      { name: "types", start, later: { bytes: 0, zipped: 0 } },
    ]);
    expect(table).toContain("| plotly | 12 (4.0) | 4,600 (1,400) |");
    expect(table).toContain("| types | 12 (4.0) | — |");
  });
});

describe("framesTable", () => {
  test("sets the page at rest beside one that streams", () => {
    const table = framesTable({
      idle: { perSecond: 59.96, longest: 8.2 },
      streaming: { perSecond: 58, longest: 31 },
    });
    expect(table).toContain("| Frames a second | 60.0 | 58.0 |");
    expect(table).toContain("| Longest task, ms | 8.2 | 31 |");
  });
});
