import type { Frame } from "../bridge/messages.js";
import { beforeTermination, type RawFrame } from "../bridge/terminator.js";
import { mapFrames } from "./stacks.js";

/** What Node keeps of asynchronous context. Before Node 24 it counts the scopes that are open. */
interface AsyncWrap {
  clearAsyncIdStack(): void;
  readonly async_hook_fields: Uint32Array;
  readonly constants: { readonly kTotals: number; readonly kCheck: number };
}

/** How many hooks there are, and how many of them want the scopes to be checked. */
type Hooks = readonly [totals: number, checks: number];

let lost: { readonly frames: Frame[]; readonly hooks: Hooks } | undefined;

/** Offers the protocol's thread what it must call before it throws this thread's stack away. */
export function prepareTermination(): void {
  const prepare = (frames: readonly RawFrame[]): void => {
    // Node ends the process where a scope was not closed, unless it believes that nobody hooks in.
    const [totals, checks] = withAsyncWrap(takeHooks) ?? [0, 0];
    // A loop that goes on by itself may have to be stopped more than once.
    const hooks: Hooks = lost ? [lost.hooks[0] + totals, lost.hooks[1] + checks] : [totals, checks];
    lost = { frames: lost?.frames ?? mapFrames(frames), hooks };
  };
  Object.defineProperty(globalThis, beforeTermination, { value: prepare });
}

/** After a termination: puts Node in order and gives where the user's code was. */
export function recover(): Frame[] {
  if (lost === undefined) return [];
  const { frames, hooks } = lost;
  lost = undefined;
  withAsyncWrap((wrap) => {
    wrap.clearAsyncIdStack();
    // Others may have come meanwhile.
    wrap.async_hook_fields[wrap.constants.kTotals]! += hooks[0];
    wrap.async_hook_fields[wrap.constants.kCheck]! += hooks[1];
  });
  return frames;
}

function takeHooks({
  async_hook_fields: fields,
  constants: { kTotals, kCheck },
}: AsyncWrap): Hooks {
  const hooks: Hooks = [fields[kTotals]!, fields[kCheck]!];
  fields[kTotals] = 0;
  fields[kCheck] = 0;
  return hooks;
}

/** Undefined where this version of Node has no such thing. */
function withAsyncWrap<T>(work: (wrap: AsyncWrap) => T): T | undefined {
  const host = process as NodeJS.Process & { binding(name: string): AsyncWrap };
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    return work(host.binding("async_wrap"));
  } catch {
    return undefined;
  } finally {
    process.noDeprecation = noDeprecation ?? false;
  }
}
