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
export class BreakpointRequests {
  readonly #debug: DebugSession;
  readonly #parts: BreakpointRequestParts;
  #instrumentation: string | undefined;
  #functions: string[] = [];

  constructor(debug: DebugSession, parts: BreakpointRequestParts) {
    this.#debug = debug;
    this.#parts = parts;
  }

  readonly handlers: Handlers = {
    setBreakpoints: (args: DebugProtocol.SetBreakpointsArguments) => this.#setInSource(args),
    setFunctionBreakpoints: (args: DebugProtocol.SetFunctionBreakpointsArguments) =>
      this.#setInFunctions(args),
    setExceptionBreakpoints: (args: DebugProtocol.SetExceptionBreakpointsArguments) =>
      this.#setForExceptions(args),
  };

  async #setInSource({
    source,
    breakpoints: wanted,
    lines = [],
  }: DebugProtocol.SetBreakpointsArguments): Promise<object> {
    const { scripts, breakpoints } = this.#debug;
    const path = source.path;
    if (path === undefined) {
      throw new Error("Cannot set breakpoints: expected a source with a path, got none");
    }
    await breakpoints.replace(path, wanted ?? lines.map((line) => ({ line })));
    await this.#holdFiles();
    const known = scripts.of(path).slice(0, runs);
    const locations = (id: string | undefined) => () => this.#debug.locations(id!);
    await Promise.all(known.map((script) => breakpoints.bind(script, locations(script.id))));
    if (known.length === 0 && this.#parts.cells.owns(path)) await this.#foresee(path);
    else if (known.length === 0) await breakpoints.awaitFile(path);
    return { breakpoints: breakpoints.of(path) };
  }

  async #setInFunctions({
    breakpoints,
  }: DebugProtocol.SetFunctionBreakpointsArguments): Promise<object> {
    const old = this.#functions.splice(0);
    await Promise.all(old.map((id) => this.#remove(id)));
    return { breakpoints: await Promise.all(breakpoints.map((one) => this.#setInFunction(one))) };
  }

  async #setInFunction({
    name,
    condition,
  }: DebugProtocol.FunctionBreakpoint): Promise<DebugProtocol.Breakpoint> {
    const { isPublished } = this.#parts;
    try {
      const { objectId, type } = await evaluate(this.#debug, { expression: name, isPublished });
      if (type !== "function") {
        throw new Error(`Cannot break at ${name}: expected a function of the session, got ${type}`);
      }
      const when = condition && (await subexpression(condition, isPublished));
      const options = { objectId, ...(when && { condition: when }) };
      this.#functions.push(await this.#set("Debugger.setBreakpointOnFunctionCall", options));
      return { verified: true };
    } catch (error) {
      return { verified: false, message: (error as Error).message };
    }
  }

  async #setForExceptions({
    filters,
  }: DebugProtocol.SetExceptionBreakpointsArguments): Promise<object> {
    const isAll = filters.includes("all") || new Set(filters).size > 1;
    const state = isAll ? "all" : (filters[0] ?? "none");
    await this.#debug.session.post("Debugger.setPauseOnExceptions", { state });
    return { breakpoints: filters.map(() => ({ verified: true })) };
  }

  /** Files with source maps must wait for their breakpoints before they begin to run. */
  async #holdFiles(): Promise<void> {
    const { breakpoints } = this.#debug;
    const isWanted = breakpoints.inFiles((path) => this.#parts.cells.owns(path));
    if (isWanted === (this.#instrumentation !== undefined)) return;
    if (this.#instrumentation !== undefined) await this.#remove(this.#instrumentation);
    this.#instrumentation = isWanted
      ? await this.#set("Debugger.setInstrumentationBreakpoint", {
          instrumentation: "beforeScriptWithSourceMapExecution",
        })
      : undefined;
  }

  /** Says where the breakpoints of a cell will stand that has not run yet. */
  async #foresee(path: string): Promise<void> {
    const text = this.#parts.cells.text(path);
    if (text === undefined) return;
    const program = await this.#parts.compile(text).catch(() => undefined);
    if (program === undefined) return;
    const script = new CellScript({ ...program, url: "", path, text });
    await this.#debug.breakpoints.foresee(script, await breakLocations(program.code));
  }

  /** Sets what Node's types of the inspector leave out. Gives its id. */
  async #set(method: string, options: object): Promise<string> {
    const { session } = this.#debug;
    const post = session.post as (method: string, options: object) => Promise<unknown>;
    const { breakpointId } = (await post.call(session, method, options)) as {
      breakpointId: string;
    };
    return breakpointId;
  }

  async #remove(breakpointId: string): Promise<void> {
    await this.#debug.session.post("Debugger.removeBreakpoint", { breakpointId });
  }
}
