import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { type Executed, execute } from "./executed.js";
import { expectations } from "./expectations.js";
import { folder, notebooks } from "./folder.js";

const mirror = Boolean(process.env.ROSENBLATT_MIRROR);

/** No cell takes longer; against a run that hangs, not one that is slow. */
const limit = 1_200_000;

/** Tests that each notebook runs on a kernel: whole, with its findings, or small by its parameters. */
export function runsOn(
  kernel: "rosenblatt" | "tslab",
  { whole, of = notebooks }: { whole: boolean; of?: readonly string[] },
): void {
  describe.each(of)(`on ${kernel} %s`, (name) => {
    const { small, shows, finds, needsMirror = false } = expectations[name]!;
    if (needsMirror && !mirror) {
      test.skip("needs ROSENBLATT_MIRROR: no sample of its data ships", () => {});
      return;
    }
    let notebook: Executed;

    beforeAll(async () => {
      notebook = await execute(join(folder, name), kernel, { parameters: whole ? {} : small });
    }, limit);

    test("runs from top to bottom without a complaint", () => {
      const complaints = notebook.shown().filter((output) => "stderr" in output);
      expect(complaints).toEqual([]);
      expect(notebook.seconds).toBeLessThan(limit / 1000);
    });

    test.each(Object.entries(shows))("shows in %s what it promises", (cell, types) => {
      const shown = notebook.shown(cell).flatMap((output) => Object.keys(output));
      expect(shown).toEqual(expect.arrayContaining([...types]));
    });

    if (whole) {
      test("finds what its numbers say", () => finds(notebook));
    }
  });
}
