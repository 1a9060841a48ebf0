const restart = "restart the kernel to begin anew";
const leaveProcess = process.exit.bind(process);
const reallyLeave = (process as unknown as { reallyExit: () => never }).reallyExit;

/** Signals that end no process by themselves, SIGINT apart, which interrupts a cell. */
const harmless: readonly (string | number)[] = [
  ..."SIGINT SIGCHLD SIGCONT SIGURG SIGWINCH".split(" "),
  0,
  2,
];

/** Ends this process, whatever the user's code made of `process`. */
export function leave(code: number): never {
  Object.assign(process, { reallyExit: reallyLeave });
  return leaveProcess(code);
}

/**
 * Makes what would end or hang the kernel an error that says what to do instead. Named imports of
 * `node:process` follow at the next `syncBuiltinESMExports()`.
 */
export function guardProcess(): void {
  const exit = (code?: unknown): never => {
    throw new Error(
      `Cannot exit with ${String(code ?? 0)}: a cell ends by itself, and the session goes on; ` +
        restart,
    );
  };
  const abort = (): never => {
    throw new Error(`Cannot abort: it would end the session; ${restart}`);
  };
  Object.assign(process, { exit, reallyExit: exit, abort, kill: guardedKill(process.kill) });
}

function guardedKill(kill: typeof process.kill): typeof process.kill {
  return (pid, signal = "SIGTERM") => {
    // Zero and negative numbers are groups of processes, to which this one may belong.
    const ours = [process.pid, -process.pid, 0, -1].includes(Number(pid));
    const heard = typeof signal === "string" && process.listenerCount(signal) > 0;
    const deadly = /^SIG(KILL|STOP)$/.test(String(signal));
    if (!ours || harmless.includes(signal) || (heard && !deadly)) return kill(pid, signal);
    throw new Error(`Cannot send ${signal} to process ${pid}: that is the kernel; ${restart}`);
  };
}
