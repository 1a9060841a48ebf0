import { parseArgs } from "node:util";
import { Problem } from "../scripts/setup/problem.mjs";

const SUITES = ["kernel", "training", "stress"];
/** Those that run when none is named; the stress test takes long and compares nothing. */
const USUAL = ["kernel", "training"];
const USAGE = "npm run bench -- [kernel] [training] [stress] [--rounds N]";

/** `{ suites, rounds }` of the command line; `rounds` is undefined when it does not say. */
export function readOptions(args) {
  const { values, positionals } = parse(args);
  const unknown = positionals.find((name) => !SUITES.includes(name));
  if (unknown) {
    throw new Problem(
      `Cannot run the benchmark: expected ${SUITES.join(" or ")}, got ${unknown}; use ${USAGE}.`,
    );
  }
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
    throw new Problem(
      `Cannot run the benchmark: expected a whole number of rounds, got ${values.rounds}; use ${USAGE}.`,
    );
  }
  return { suites: positionals.length > 0 ? positionals : USUAL, rounds };
}

function parse(args) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { rounds: { type: "string" } } });
  } catch (error) {
    throw new Problem(`Cannot run the benchmark: ${error.message}; use ${USAGE}.`);
  }
}
