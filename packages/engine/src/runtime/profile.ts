import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Executable } from "./executable.js";
import type { HostTensor } from "./host-tensor.js";
import { loadThroughBinding } from "./platform.js";
import type { Device } from "./runtime.js";
import { threadsFor } from "./threads.js";

/** An entry of the file that ONNX Runtime writes, in the form of Chrome's trace events. */
interface TraceEvent {
  readonly cat: string;
  readonly name: string;
  /** Microseconds. */
  readonly dur: number;
}

/**
 * How long each operator takes, in milliseconds a run, by its name; the median of some runs, which
 * update nothing. Operators that the runtime has merged count for the one that gave the name.
 */
export async function operatorTimes(
  executable: Executable,
  {
    parameters,
    device,
    runs = 10,
  }: { parameters: readonly HostTensor[]; device: Device; runs?: number },
): Promise<ReadonlyMap<string, number>> {
  if (executable.program.builder.outputs.length === 0) return new Map();
  const folder = mkdtempSync(join(tmpdir(), "rosenblatt-profile-"));
  try {
    const { head, program } = executable;
    const options = {
      ...device,
      threads: threadsFor(head, device),
      profileTo: join(folder, "run"),
    };
    const session = await loadThroughBinding(program.builder, options);
    // Who looks at a step must not change what is drawn next.
    const inputs = executable.feeds(parameters, { draw: false });
    const outputs = executable.fetches();
    for (let run = 0; run <= runs; run++) await session.run(inputs, outputs);
    await session.endProfiling();
    const [file] = readdirSync(folder);
    return mediansOf(JSON.parse(readFileSync(join(folder, file!), "utf8")) as TraceEvent[]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mediansOf(events: readonly TraceEvent[]): ReadonlyMap<string, number> {
  const times = new Map<string, number[]>();
  for (const { cat, name, dur } of events) {
    if (cat !== "Node" || !name.endsWith("_kernel_time")) continue;
    const operator = name.slice(0, -"_kernel_time".length);
    times.set(operator, [...(times.get(operator) ?? []), dur / 1000]);
  }
  return new Map([...times].map(([name, all]) => [name, median(all.slice(1))]));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
