import type { Frame } from "../bridge/messages.js";
import { beforeTermination, type RawFrame } from "../bridge/terminator.js";
import { forgetCells } from "./cell.js";
import { mapFrames } from "./stacks.js";

let lost: Frame[] | undefined;

/** Offers the protocol's thread what it must call before it throws this thread's stack away. */
export function prepareTermination(): void {
  const prepare = (frames: readonly RawFrame[]): void => {
    lost = mapFrames(frames);
    forgetCells();
  };
  Object.defineProperty(globalThis, beforeTermination, { value: prepare });
}

/** After a termination: puts Node in order and gives where the user's code was. */
export function recover(): Frame[] {
  const frames = lost ?? [];
  if (lost) clearAsyncIds();
  lost = undefined;
  return frames;
}

interface AsyncWrap {
  clearAsyncIdStack(): void;
}

/** Before Node 24 the vanished stack is still counted; later ones do not count. */
function clearAsyncIds(): void {
  const host = process as NodeJS.Process & { binding(name: string): AsyncWrap };
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    host.binding("async_wrap").clearAsyncIdStack();
  } catch {
    // No such binding: nothing to clear.
  } finally {
    process.noDeprecation = noDeprecation ?? false;
  }
}
