import { describe, expect, test } from "@jest/globals";
import { requireSameNetworks } from "../report/networks.js";
import { profileTable } from "../report/profile-table.js";
import { stepsSummary, stepsTable } from "../report/steps-table.js";

const common = { first: 0.5, megabytes: 200 };
const ours = {
  title: "Ours",
  runs: [
    { threads: 1, ms: [9, 6, 7], ...common },
    { threads: 2, ms: [4, 5, 4], ...common },
  ],
};
const eager = { title: "Eager", runs: [{ threads: 1, ms: [30], ...common }] };
const quick = {
  title: "Quick",
  peer: true,
  runs: [
    { threads: 1, ms: [3, 4], ...common },
    { threads: 2, problem: "no kernel" },
  ],
};
const slow = {
  title: "Slow",
  peer: true,
  runs: [
    { threads: 1, ms: [8], ...common },
    { threads: 2, ms: [8], first: 2, megabytes: 900 },
  ],
};
const missing = { title: "Missing", problem: "no network", runs: [] };
const contenders = [ours, eager, quick, slow, missing];
const workload = { title: "LeNet", batch: 64, threads: [1, 2], contenders };

describe("stepsTable", () => {
  const table = stepsTable(workload);

  test("shows the median and the best block, and compares bests with the best peer's", () => {
    expect(table).toContain(
      "| Ours | 7.0 (6.0) | 2.0× | 4.0 (4.0) | 0.50× | 16,000 | 0.50 | 200 |",
    );
    expect(table).toContain("| Slow | 8.0 (8.0) | 2.7× | 8.0 (8.0) | 1.0× | 8,000 | 2.0 | 900 |");
  });

  test("keeps a row for who has one number of threads", () => {
    expect(table).toContain("| Eager | 30 (30) | 10× | — | — | 2,133 | 0.50 | 200 |");
  });

  test("names what failed and what could not be installed, with the reason", () => {
    expect(table).toContain("| Quick | 3.5 (3.0) | 1.0× | fails | — |");
    expect(table).toContain("- **Quick**: no kernel");
    expect(table).toContain("| Missing | not installed | — | not installed | — | — | — | — |");
    expect(table).toContain("- **Missing**: no network");
  });

  test("compares with nobody when no peer has run", () => {
    expect(stepsTable({ ...workload, contenders: [ours] })).toContain("| Ours | 7.0 (6.0) | — |");
  });
});

describe("stepsSummary", () => {
  test("has the best block of each contender by threads, a column a workload", () => {
    const summary = stepsSummary([workload, { ...workload, title: "CNN" }]);
    expect(summary).toContain("|  | LeNet | CNN |");
    expect(summary).toContain("| Ours | 6.0 / 4.0 | 6.0 / 4.0 |");
    expect(summary).toContain("| Quick | 3.0 / — | 3.0 / — |");
    expect(summary).toContain("| Missing | — / — | — / — |");
  });
});

describe("requireSameNetworks", () => {
  const network = { name: "lstm", parameters: 100 };
  const racer = (parameters: number, extra?: number) => ({
    contender: { title: "Ours", ...(extra && { extraParameters: { lstm: extra } }) },
    parameters,
    run: {},
  });

  test("accepts equal numbers of parameters, and what a library is known to add", () => {
    expect(() => requireSameNetworks([racer(100), racer(120, 20)], network)).not.toThrow();
  });

  test("refuses another network, and says whose", () => {
    expect(() => requireSameNetworks([racer(100), racer(101)], network)).toThrow(
      "Cannot compare Ours on lstm: expected a network of 100 parameters, got 101",
    );
    expect(() => requireSameNetworks([racer(100, 20)], network)).toThrow("120 parameters, got 100");
  });

  test("leaves out who failed", () => {
    const failed = { ...racer(0), run: { problem: "no kernel" } };
    expect(() => requireSameNetworks([failed], network)).not.toThrow();
  });
});

describe("profileTable", () => {
  const [left, right, product] = [
    [8, 4],
    [4, 2],
    [8, 2],
  ];
  const call = { inputs: [left, right], outputs: [product], operators: 2 };
  const table = profileTable([
    { kernel: "Add", ...call, milliseconds: 1 },
    { kernel: "MatMul", ...call, milliseconds: 3 },
    { kernel: "Add", ...call, outputs: [[]], milliseconds: 4 },
  ]);

  test("adds up the calls of a kernel, the longest kernel first", () => {
    const [kernels] = table.split("\n\n");
    expect(kernels!.split("\n").slice(2)).toEqual([
      "| all | 3 | 6 | 8.00 | 100.0 % |",
      "| Add | 2 | 4 | 5.00 | 62.5 % |",
      "| MatMul | 1 | 2 | 3.00 | 37.5 % |",
    ]);
  });

  test("lists single calls with their shapes, the slowest first", () => {
    const [, calls] = table.split("\n\n");
    expect(calls!.split("\n").slice(2)).toEqual([
      "| Add | 8×4, 4×2 | 1 | 4.0 |",
      "| MatMul | 8×4, 4×2 | 8×2 | 3.0 |",
      "| Add | 8×4, 4×2 | 8×2 | 1.0 |",
    ]);
  });
});
