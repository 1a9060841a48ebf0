import type { Magic } from "../magic.js";
import { runProgram } from "../run-program.js";

export const command: Magic = {
  name: "!",
  usage: ["!command", "const lines = !command"],
  summary: "Runs a command in the system's shell and shows its output as it comes.",
  details:
    "With `const lines = !command` the lines of the output are an array of strings. `{expression}` " +
    "stands for its value where it begins with a name that the notebook knows; `$NAME` and all " +
    "other braces are the shell's. An exit code other than 0 ends nothing.\n\n" +
    "A line that starts with `!` is TypeScript if it is an expression that begins with a name which " +
    "the notebook knows, as in `!done`; with a space, `! done`, it is a command in any case.",
  example: "!ls -l\nconst files = !ls *.ts",
  run: async ({ line, captured }) => {
    if (!captured) {
      await runProgram(line.trim(), { shell: true });
      return undefined;
    }
    let output = "";
    const onOutput = (text: string): void => {
      output += text;
    };
    await runProgram(line.trim(), { shell: true, onOutput });
    return output === "" ? [] : output.replace(/\r?\n$/, "").split(/\r?\n/);
  },
};
