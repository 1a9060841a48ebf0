import type { Magic } from "../magic.js";

type Input = (question: string) => Promise<string>;

export const reset: Magic = {
  name: "reset",
  usage: ["%reset", "%reset -f"],
  summary: "Forgets all names of the session; asks before, unless with -f.",
  details: "Loaded modules, the current folder and the environment stay as they are.",
  example: "%reset -f",
  run: async ({ line }, { forgetNames }) => {
    if (!/^\s*(-f|--force)\s*$/.test(line) && !(await isSure())) return;
    await forgetNames();
    process.stdout.write("All names are forgotten.\n");
  },
};

async function isSure(): Promise<boolean> {
  const { input } = globalThis as unknown as { input: Input };
  return /^y(es)?$/i.test((await input("Forget all names? (y/n) ")).trim());
}
