import { type DebugHost, debugHost } from "../bridge/debug-host.js";
import { bundleOf } from "../display/bundle.js";
import { currentCell } from "./cell.js";
import type { Session } from "./session.js";
import { scriptIn } from "./stacks.js";

interface DebugHostParts {
  readonly session: Session;
  /** Puts accessors on the namespace of a cell. */
  readonly publish: (cell: number, accessors: object) => void;
}

/** Puts what the debugger needs of this thread where it finds it. */
export function installDebugHost({ session, publish }: DebugHostParts): void {
  const reached = new Map<number, number>();
  const host: DebugHost = {
    session: session.late,
    variables: () => session.values(),
    copy: (name, value) => publish(currentCell().id, { [name]: value }),
    cell: scriptIn,
    bundle: bundleOf,
    reach: (breakpoint) => {
      const count = (reached.get(breakpoint) ?? 0) + 1;
      reached.set(breakpoint, count);
      return count;
    },
  };
  Object.defineProperty(globalThis, debugHost, { value: host });
}
