import type { Language } from "../language/transpile.js";
import type { Diagnostic, TypeService } from "../language/type-service.js";

/** What type errors do: nothing, a note beside the output, or keep the cell from running. */
export type TypeMode = "off" | "warn" | "error";

/** What holds for the types of a session; a magic changes it. */
export interface TypeSettings {
  /** Cells in JavaScript have no type errors. */
  readonly language: Language;
  mode: TypeMode;
}

/** The mode that the environment variable ROSENBLATT_TYPES asks for; "warn" without one. */
export function typeMode(value = process.env.ROSENBLATT_TYPES): TypeMode {
  return value === "off" || value === "error" ? value : "warn";
}

/**
 * The diagnostics of a cell, or none if they take longer than `limit` milliseconds. What is not
 * urgent gives way to cells that come after it.
 */
export async function diagnose(
  types: TypeService,
  { code, limit, urgent }: { code: string; limit: number; urgent: boolean },
): Promise<readonly Diagnostic[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Diagnostic[]>((resolve) => {
    timer = setTimeout(resolve, limit, []);
  });
  const check = types.check(code, { urgent }).catch(() => []);
  return Promise.race([check, late]).finally(() => clearTimeout(timer));
}
