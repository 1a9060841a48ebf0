import type { Session } from "node:inspector/promises";
import { debugHostCode } from "../bridge/debug-host.js";
import { Breakpoints } from "./breakpoints.js";
import type { CellSources } from "./cell-sources.js";
import { type Events, threadId } from "./events.js";
import { Execution, type Stopped } from "./execution.js";
import { frameScopes } from "./frame-scopes.js";
import { type CallFrame, connectToMainThread, resultOf } from "./inspector.js";
import { References } from "./references.js";
import { Scripts, skippedUrls } from "./scripts.js";
import { Stack } from "./stack.js";
import { type Named, Variables } from "./variables.js";

/** What a session works with. */
export interface DebugSessionParts {
  readonly events: Events;
  readonly cells: CellSources;
  readonly folder: string;
  /** The text of the cell with this number to the user. */
  readonly textOf: (count: number) => string | undefined;
  /** Whether a cell has published a name. */
  readonly isPublished: (name: string) => boolean;
}

/**
 * The inspector's session on the user's thread and what is known through it. Before `start` it can
 * only look at values, and costs the thread nothing.
 */
export class DebugSession {
  readonly session: Session;
  readonly scripts: Scripts;
  readonly breakpoints: Breakpoints;
  readonly execution: Execution;
  readonly stack: Stack;
  readonly references = new References();
  readonly variables: Variables;
  readonly #parts: DebugSessionParts;
  #looks = 0;

  private constructor(session: Session, parts: DebugSessionParts) {
    this.#parts = parts;
    this.session = session;
    const { cells, folder, textOf, isPublished, events } = parts;
    const bind = (script: Parameters<typeof this.breakpoints.bind>[0]): Promise<void> =>
      this.breakpoints.bind(script, () => this.locations(script.id!));
    this.scripts = new Scripts({
      session,
      cells,
      folder,
      textOf,
      onScript: (script) => {
        if (script.owner !== "cell") void bind(script).catch(() => undefined);
      },
    });
    this.breakpoints = new Breakpoints({
      session,
      isPublished,
      onChange: (breakpoint) => events.send("breakpoint", { reason: "changed", breakpoint }),
    });
    this.execution = new Execution({
      session,
      scripts: this.scripts,
      breakpoints: this.breakpoints,
      onStop: (stop) => this.#stopped(stop),
      onContinue: () => this.#continued(),
      onFile: async (scriptId) => {
        const script = this.scripts.get(scriptId);
        if (script) await bind(script);
      },
    });
    this.stack = new Stack(this.scripts);
    this.variables = new Variables({
      session,
      references: this.references,
      sessionNames: () => this.sessionNames(),
    });
  }

  /** Connects to the user's thread. */
  static async open(parts: DebugSessionParts): Promise<DebugSession> {
    return new DebugSession(await connectToMainThread(), parts);
  }

  /** Begins to watch the thread. A step enters packages only if `packages` says so. */
  async start({ packages = false } = {}): Promise<void> {
    await this.session.post("Debugger.enable");
    const patterns = skippedUrls({ packages: !packages });
    await this.session.post("Debugger.setBlackboxPatterns", { patterns });
    await this.scripts.known();
  }

  /** Lets the thread run and leaves it. */
  async close(): Promise<void> {
    try {
      await this.session.post("Debugger.disable");
    } finally {
      this.session.disconnect();
    }
  }

  /** Where V8 can stop in a script. */
  async locations(scriptId: string) {
    const start = { scriptId, lineNumber: 0, columnNumber: 0 };
    const found = await this.session.post("Debugger.getPossibleBreakpoints", { start });
    return found.locations.map(({ lineNumber, columnNumber = 0 }) => ({
      lineNumber,
      columnNumber,
    }));
  }

  /** The scopes of a frame as the user sees them. */
  scopesOf(frame: CallFrame) {
    const script = this.scripts.get(frame.location.scriptId);
    return frameScopes(this.session, { frame, script });
  }

  /** The names that a frame knows without the session. */
  async namesIn(frame: CallFrame): Promise<ReadonlySet<string>> {
    const scopes = await this.scopesOf(frame);
    return new Set(scopes.flatMap(({ variables }) => variables.map(({ name }) => name)));
  }

  /** The group of the values that are looked at now; older ones are let go. */
  renewLook(): void {
    if (this.execution.stopped) return;
    this.#looks++;
    this.references.renew();
    const objectGroup = `look-${this.#looks - 2}`;
    void this.session.post("Runtime.releaseObjectGroup", { objectGroup }).catch(() => undefined);
  }

  /** What values belong to that are looked at now. */
  get look(): string {
    return `look-${this.#looks}`;
  }

  /** The names that the cells gave the session, with the values that they have now. */
  async sessionNames(): Promise<readonly Named[]> {
    const { session, look: objectGroup } = this;
    const expression = `${debugHostCode}.variables()`;
    const all = resultOf(await session.post("Runtime.evaluate", { expression, objectGroup }));
    const { result } = await session.post("Runtime.getProperties", {
      objectId: all.objectId!,
      ownProperties: true,
      generatePreview: true,
    });
    return result.map(({ name, value }) => ({ name, value, path: name }));
  }

  #stopped({ frames, reason, hitBreakpointIds, details }: Stopped): void {
    this.stack.replace(frames);
    const thrown = reason === "exception" ? (details.data as { description?: string }) : undefined;
    this.#parts.events.send("stopped", {
      reason,
      threadId,
      allThreadsStopped: true,
      hitBreakpointIds,
      ...(thrown?.description && { text: thrown.description.split("\n")[0] }),
    });
  }

  #continued(): void {
    this.stack.replace([]);
    this.references.clear();
    this.#parts.events.send("continued", { threadId, allThreadsContinued: true });
  }
}
