import type { Inspection } from "../language/type-service.js";

/** The content of an `inspect_reply`. */
export function inspectionReply(found: Inspection | undefined): object {
  const data = found ? { "text/plain": found.text, "text/markdown": found.markdown } : {};
  return { status: "ok", found: found !== undefined, data, metadata: {} };
}
