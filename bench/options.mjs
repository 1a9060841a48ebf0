import { parseArgs } from "node:util";
import { Problem } from "../scripts/setup/problem.mjs";

const SUITES = ["kernel", "training", "detection", "workbench", "stress", "profile"];
/** Those that run when none is named; the others take long or compare nothing. */
const USUAL = ["kernel", "training"];
const WORKLOADS = ["lenet", "cnn", "mlp", "unet", "lstm", "mobilenet", "resnet", "epoch"];
const RIVALS = ["pytorch", "compile", "keras", "jax", "tfjs-node", "wasm", "cpu"];
const PEERS = ["traced", "eager", ...RIVALS];
const USAGE =
  "npm run bench -- [kernel] [training] [detection] [workbench] [stress] [profile] [--rounds N] " +
  "[--workload lenet,cnn,…] [--peers traced,pytorch,…]";

/**
 * `{ suites, rounds, workloads, peers, whole }` of the command line; `rounds` and `peers` are
 * undefined when it does not say. `workloads` and `peers` choose among what the training suite
 * runs; `whole` says that they leave nothing out.
 */
export function readOptions(args) {
  const { values, positionals } = parse(args);
  const suites = positionals.length > 0 ? oneOf(positionals, SUITES) : USUAL;
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
    throw problem(`expected a whole number of rounds, got ${values.rounds}`);
  }
  return {
    ...{ suites, rounds },
    workloads: oneOf(values.workload?.split(",") ?? WORKLOADS, WORKLOADS),
    peers: values.peers && oneOf(values.peers.split(","), PEERS),
    whole: values.workload === undefined && values.peers === undefined,
  };
}

function oneOf(named, known) {
  const unknown = named.find((name) => !known.includes(name));
  if (unknown === undefined) return named;
  throw problem(`expected ${known.join(" or ")}, got ${unknown}`);
}

function parse(args) {
  const options = {
    rounds: { type: "string" },
    workload: { type: "string" },
    peers: { type: "string" },
  };
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw problem(error.message);
  }
}

function problem(what) {
  return new Problem(`Cannot run the benchmark: ${what}; use ${USAGE}.`);
}
