/** A place in JavaScript; line and column count from 0, as V8 counts. */
export interface RawPlace {
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/**
 * Where V8 could stop in `code`, in order; none if it has an error. V8 compiles it on this thread,
 * so that it need not be known to the user's yet.
 */
export async function breakLocations(code: string): Promise<RawPlace[]> {
  const { Session } = await import("node:inspector/promises");
  const session = new Session();
  session.connect();
  try {
    await session.post("Debugger.enable");
    await session.post("Runtime.enable");
    const { scriptId } = await session.post("Runtime.compileScript", {
      expression: code,
      sourceURL: "",
      persistScript: true,
    });
    if (scriptId === undefined) return [];
    const start = { scriptId, lineNumber: 0, columnNumber: 0 };
    const { locations } = await session.post("Debugger.getPossibleBreakpoints", { start });
    return locations.map(({ lineNumber, columnNumber = 0 }) => ({ lineNumber, columnNumber }));
  } finally {
    session.disconnect();
  }
}
