import type { Bundle } from "../bundle.js";
import type { Host } from "../host.js";

/** The part of Deno's kernel that shows things. */
interface DenoJupyter {
  display(
    bundle: Bundle,
    options: { raw: true; update?: boolean; display_id?: string },
  ): Promise<void>;
}

/** Deno's kernel, `deno jupyter`. */
export function denoHost(): Host | undefined {
  // Outside of its kernel the getter throws.
  const jupyter = attempt(() => (globalThis as { Deno?: { jupyter?: DenoJupyter } }).Deno?.jupyter);
  if (typeof jupyter?.display !== "function") {
    return undefined;
  }
  return {
    name: "deno",
    display: (bundle, { id, update = false }) => {
      const target = id === undefined ? {} : { display_id: id, update };
      void jupyter.display(bundle, { raw: true, ...target });
    },
  };
}

function attempt<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
