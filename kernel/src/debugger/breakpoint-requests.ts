import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Program } from "../bridge/messages.js";
import { breakLocations } from "./break-locations.js";
import { CellScript } from "./cell-script.js";
import type { CellSources } from "./cell-sources.js";
import type { DebugSession } from "./debug-session.js";
import { evaluate } from "./evaluate.js";
import { type IsSessionName, subexpression } from "./expression.js";
import type { Handlers } from "./handlers.js";

/** How often the same text may have run for its breakpoints to be set in all of its runs. */
const runs = 20;

interface BreakpointRequestParts {
  readonly cells: CellSources;
  readonly isPublished: IsSessionName;
  /** Compiles a cell without running it. */
  readonly compile: (text: string) => Promise<Program>;
}

/** The requests about breakpoints. */
export function breakpointRequests(
  debug: DebugSession,
  { cells, compile, isPublished }: BreakpointRequestParts,
): Handlers {
  const { session, scripts, breakpoints } = debug;
  let instrumentation: string | undefined;
  const functions: string[] = [];

  /** Files with source maps must wait for their breakpoints before they begin to run. */
  async function watchFiles(): Promise<void> {
    const wanted = breakpoints.inFiles((path) => cells.owns(path));
    if (wanted === (instrumentation !== undefined)) return;
    if (instrumentation !== undefined) {
      await session.post("Debugger.removeBreakpoint", { breakpointId: instrumentation });
      instrumentation = undefined;
    } else {
      const kind = "beforeScriptWithSourceMapExecution";
      const set: unknown = await session.post("Debugger.setInstrumentationBreakpoint", {
        instrumentation: kind,
      });
      instrumentation = (set as { breakpointId: string }).breakpointId;
    }
  }

  /** Where the breakpoints of a cell will stand that has not run yet. */
  async function foresee(path: string): Promise<void> {
    const text = cells.text(path);
    if (text === undefined) return;
    const program = await compile(text).catch(() => undefined);
    if (program === undefined) return;
    const script = new CellScript({ ...program, url: "", path, text });
    await breakpoints.foresee(script, await breakLocations(program.code));
  }

  async function breakAtFunction({
    name,
    condition,
  }: DebugProtocol.FunctionBreakpoint): Promise<DebugProtocol.Breakpoint> {
    try {
      const { objectId, type } = await evaluate(debug, { expression: name, isPublished });
      if (type !== "function") {
        throw new Error(`Cannot break at ${name}: expected a function of the session, got ${type}`);
      }
      const when = condition && (await subexpression(condition, isPublished));
      const set: unknown = await session.post(
        "Debugger.setBreakpointOnFunctionCall" as never,
        {
          objectId,
          ...(when && { condition: when }),
        } as never,
      );
      functions.push((set as { breakpointId: string }).breakpointId);
      return { verified: true };
    } catch (error) {
      return { verified: false, message: (error as Error).message };
    }
  }

  return {
    async setBreakpoints({
      source,
      breakpoints: wanted,
      lines = [],
    }: DebugProtocol.SetBreakpointsArguments) {
      const path = source.path;
      if (path === undefined) {
        throw new Error("Cannot set breakpoints: expected a source with a path, got none");
      }
      await breakpoints.replace(path, wanted ?? lines.map((line) => ({ line })));
      await watchFiles();
      const known = scripts.of(path).slice(0, runs);
      await Promise.all(
        known.map((script) => breakpoints.bind(script, () => debug.locations(script.id!))),
      );
      if (known.length === 0 && cells.owns(path)) await foresee(path);
      else if (known.length === 0) await breakpoints.awaitFile(path);
      return { breakpoints: breakpoints.of(path) };
    },

    async setFunctionBreakpoints({
      breakpoints: wanted,
    }: DebugProtocol.SetFunctionBreakpointsArguments) {
      await Promise.all(
        functions
          .splice(0)
          .map((id) => session.post("Debugger.removeBreakpoint", { breakpointId: id })),
      );
      return { breakpoints: await Promise.all(wanted.map(breakAtFunction)) };
    },

    async setExceptionBreakpoints({ filters }: DebugProtocol.SetExceptionBreakpointsArguments) {
      const all =
        filters.includes("all") || (filters.includes("caught") && filters.includes("uncaught"));
      const [one = "none"] = filters;
      await session.post("Debugger.setPauseOnExceptions", { state: all ? "all" : one });
      return { breakpoints: filters.map(() => ({ verified: true })) };
    },
  };
}
