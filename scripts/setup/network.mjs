import { Problem } from "./problem.mjs";

const UNREACHABLE = new RegExp(
  [
    "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH",
    "network request .* failed|NewConnectionError|NameResolutionError|ConnectTimeoutError",
    "Max retries exceeded|Connection refused|Failed to fetch|dns error|error sending request",
    "Temporary failure in name resolution|Name or service not known|timed out|ProxyError",
  ].join("|"),
);

/** The Problem to throw when an installer failed: the network when its output says so. */
export function installProblem({ what, from, output, log }) {
  return UNREACHABLE.test(output)
    ? new Problem(
        `Cannot install ${what}: ${from} does not answer; ` +
          `check the network or its proxy settings and run the same command again (log: ${log}).`,
      )
    : new Problem(
        `Cannot install ${what}: the installer failed with\n\n${lastLines(output)}\n\n` +
          `see ${log} for all of it, and run the same command again.`,
      );
}

/** The end of a program's output, as much as helps on a terminal. */
export function lastLines(output, count = 15) {
  return output.trimEnd().split("\n").slice(-count).join("\n");
}
