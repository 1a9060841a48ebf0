import { GraphBuilder } from "../onnx/graph-builder.js";
import type { Awaitable } from "./awaitable.js";
import { runtime } from "./platform.js";
import type { Device } from "./runtime.js";
import { sessionOf } from "./session.js";

/**
 * Refuses a number of threads that is none, and execution providers that this machine lacks.
 *
 * @example
 * checkDevice({ threads: 2 });
 * @throws RangeError that names the providers it has.
 */
export function checkDevice({ threads, providers }: Device): Awaitable<void> {
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0 && threads <= most)) {
    throw new RangeError(
      `Cannot run with threads = ${threads}: it must be a whole number from 1 to ${most}, such as 2`,
    );
  }
  if (providers) return checkProviders(providers);
}

/** More threads than any processor has; a million end the process. */
const most = 1024;

async function checkProviders(providers: readonly string[]): Promise<void> {
  for (const name of providers) {
    if (await works(name)) continue;
    const candidates = runtime()
      .providers()
      .filter((other) => other !== name);
    const working = await Promise.all(candidates.map(works));
    const offered = candidates.filter((_, i) => working[i]);
    throw new RangeError(
      `Cannot run on the provider ${name}: this machine has ${offered.join(", ")}; ` +
        "install what it needs, or leave providers out",
    );
  }
  if (providers.length === 0) {
    throw new RangeError("Cannot run on no provider: name one, or leave providers out");
  }
}

const known = new Map<string, Promise<boolean>>();

/** Whether the smallest of graphs can be loaded there. */
function works(provider: string): Promise<boolean> {
  const found = known.get(provider) ?? loads(provider);
  known.set(provider, found);
  return found;
}

async function loads(provider: string): Promise<boolean> {
  const builder = new GraphBuilder();
  const port = { type: "float32", shape: [1] } as const;
  builder.inputs.push({ name: "x", ...port });
  builder.output(builder.add("Neg", ["x"]), { name: "y", ...port });
  try {
    await sessionOf(builder, { threads: 1, providers: [provider] });
    return true;
  } catch {
    return false;
  }
}
