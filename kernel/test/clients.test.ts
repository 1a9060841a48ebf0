import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { jupyterData, python } from "./kernel-client";

interface Outcome {
  readonly texts: readonly string[];
  /** The error's class, and what it says. */
  readonly error: readonly string[] | null;
  /** The cells' numbers. */
  readonly counts: readonly (number | null)[];
}

let outcomes: Record<string, Outcome>;

beforeAll(() => {
  const output = execFileSync(python(), [join(__dirname, "clients.py")], {
    env: { ...process.env, JUPYTER_DATA_DIR: jupyterData() },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  outcomes = JSON.parse(output);
});

describe("nbclient", () => {
  test("stores numbers, text, values and displays", () => {
    expect(outcomes.all).toEqual({
      texts: ["printed\n", "21", "shown"],
      error: null,
      counts: [1, 2, 3],
    });
  });

  test("stores what the type checker says at the cell that it says it of", () => {
    const { texts } = outcomes.late!;
    expect(texts).toEqual([expect.stringMatching(/^TS2322 at 1:7/), "'after'"]);
  });

  test("replaces displays from later cells, and clears outputs", () => {
    expect(outcomes.replaced!.texts).toEqual(["new", "stays\n"]);
  });

  test("stops at the first error, and says where it was", () => {
    const { texts, error, counts } = outcomes.fails!;
    expect(texts).toEqual(["1", "RangeError"]);
    expect(error).toEqual(["CellExecutionError", expect.stringContaining("broken")]);
    expect(counts).toEqual([1, 2, null]);
  });

  test("goes on after an error where errors are allowed", () => {
    expect(outcomes.allowed).toEqual({ texts: ["RangeError", "2"], error: null, counts: [1, 2] });
  });

  test("has a cell that asks end with an error that says how to go on", () => {
    const { texts, error } = outcomes.input!;
    expect(texts).toEqual(["StdinNotImplementedError"]);
    expect(error![1]).toContain("got allow_stdin: false; run the cell where somebody can answer");
  });

  test("ends a cell that takes too long, or interrupts it and goes on", () => {
    const { timeout, interrupted } = outcomes;
    expect(timeout!.error![0]).toBe("CellTimeoutError");
    expect(timeout!.texts).toEqual(["begun\n"]);
    expect(interrupted).toEqual({
      texts: ["begun\n", "KeyboardInterrupt", "'goes on'"],
      error: null,
      counts: [1, 2],
    });
  });

  test("is told of a kernel that died", () => {
    expect(outcomes.dead!.error).toEqual(["DeadKernelError", "Kernel died"]);
  });
});

describe("papermill", () => {
  test("sets parameters, and reports the error of a cell by its name and text", () => {
    expect(outcomes.parameters).toEqual({
      texts: [`'[0.5,"net",true,[1,2],{"a":null}]'`],
      error: null,
    });
    const failed = outcomes["papermill fails"]!;
    expect(failed.texts).toContain("RangeError");
    expect(failed.error).toEqual(["PapermillExecutionError", "RangeError", "broken"]);
  });
});
