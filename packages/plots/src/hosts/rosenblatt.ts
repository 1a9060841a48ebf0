import type { Bundle } from "../bundle.js";
import type { Host } from "../host.js";

/** What Rosenblatt's kernel puts on `globalThis` under `Symbol.for("rosenblatt.kernel")`. */
interface Kernel {
  display(bundle: Bundle, options: { displayId?: string; update?: boolean }): void;
}

/** Rosenblatt's own kernel. */
export function rosenblattHost(): Host | undefined {
  const kernel = (globalThis as Record<symbol, unknown>)[Symbol.for("rosenblatt.kernel")] as
    | Kernel
    | undefined;
  if (typeof kernel?.display !== "function") {
    return undefined;
  }
  return {
    name: "rosenblatt",
    display: (bundle, { id, update = false }) =>
      kernel.display(bundle, id === undefined ? {} : { displayId: id, update }),
  };
}
