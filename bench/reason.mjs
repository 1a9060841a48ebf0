import { installProblem } from "../scripts/setup/network.mjs";

const LONGEST = 300;

/** The last line of a program's output that names an error, else its last line. */
export function lastError(output) {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return (
    lines.findLast((line) => /^\s*(\w*Error\b|Cannot )/.test(line)) ?? lines.at(-1) ?? "no output"
  );
}

/** Why an installation failed, in one line for the report. */
export function reason({ what, from, output }) {
  const { message } = installProblem({ what, from, output, log: ".lab/log/bench.log" });
  const line = message.split(";")[0].replaceAll(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line;
}
