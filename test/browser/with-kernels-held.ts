import { processesBelow } from "../lab/processes-below.js";

/** Does something while the kernels of this test stand still: they answer what is asked after it. */
export async function withKernelsHeld(work: () => Promise<void>): Promise<void> {
  const kernels = processesBelow(process.pid).filter(({ command }) =>
    command.includes("rosenblatt-kernel.js run"),
  );
  if (kernels.length === 0) throw new Error("Cannot hold a kernel: expected one, got none");
  for (const { pid } of kernels) process.kill(pid, "SIGSTOP");
  try {
    await work();
  } finally {
    for (const { pid } of kernels) goOn(pid);
  }
}

function goOn(pid: number): void {
  try {
    process.kill(pid, "SIGCONT");
  } catch {
    // A restart has ended it.
  }
}
