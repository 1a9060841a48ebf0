import type { DebugProtocol } from "@vscode/debugprotocol";
import type { MainThread } from "../bridge/main-thread.js";
import type { Program } from "../bridge/messages.js";
import type { Compiler } from "../language/compile.js";
import type { Transport } from "../transport/transport.js";
import { breakLocations } from "./break-locations.js";
import { BreakpointRequests } from "./breakpoint-requests.js";
import { capabilities } from "./capabilities.js";
import { CellSources, fileSuffix, hashSeed } from "./cell-sources.js";
import { DebugSession } from "./debug-session.js";
import { Events, threadId } from "./events.js";
import { executionRequests } from "./execution-requests.js";
import type { Handlers } from "./handlers.js";
import { inspectionRequests } from "./inspection-requests.js";
import { sourceRequests } from "./source-requests.js";

/** What the debugger works with. */
export interface DebuggerParts {
  readonly transport: Pick<Transport, "publish">;
  readonly folder: string;
  readonly compiler: Pick<Compiler, "compile" | "publisher">;
  readonly main: Pick<MainThread, "aroundInterrupt" | "interrupt">;
  /** The text of the cell with this number to the user. */
  readonly textOf: (count: number) => string | undefined;
  /** Whether code on the user's thread listens for SIGINT. */
  readonly hasListeners: () => boolean;
}

/** Commands that are answered before `initialize`, too. */
const always =
  /^(initialize|debugInfo|disconnect|inspectVariables|richInspectVariables|copyToGlobals|evaluate|variables|source|modules)$/;

/**
 * The Debug Adapter Protocol, as Jupyter's messages carry it, on V8's inspector. Requests are
 * answered one after the other.
 */
export class Debugger {
  readonly #parts: DebuggerParts;
  readonly #events: Events;
  readonly #cells = new CellSources();
  #session: DebugSession | undefined;
  #handlers: Handlers = {};
  #isStarted = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: DebuggerParts) {
    this.#parts = parts;
    this.#events = new Events(parts.transport);
  }

  /** Answers a request. Never rejects: what goes wrong is said in the answer. */
  answer(request: DebugProtocol.Request): Promise<DebugProtocol.Response> {
    const answer = this.#last.then(() => this.#answer(request));
    this.#last = answer;
    return answer;
  }

  /** Sets the breakpoints of a cell that is about to run. */
  async prepare(program: Program, text: string): Promise<void> {
    if (!this.#isStarted || this.#session === undefined) return;
    const { scripts, breakpoints } = this.#session;
    const script = scripts.expect(program, text);
    if (!breakpoints.has(script.paths[0]!)) return;
    await breakpoints.bind(script, () => breakLocations(program.code)).catch(() => undefined);
  }

  /** A cell has ended: a step that began in it does not go on in another one. */
  cellEnded(): void {
    this.#session?.execution.forgetStep();
  }

  /** Removes what it left on disk. */
  close(): void {
    this.#cells.clear();
  }

  async #answer(request: DebugProtocol.Request): Promise<DebugProtocol.Response> {
    const { command, seq } = request;
    const answer = { type: "response", request_seq: seq, command } as const;
    try {
      const body = await this.#handle(command, request.arguments ?? {});
      return { ...answer, seq: this.#events.next(), success: true, body: body ?? {} };
    } catch (error) {
      const message = (error as Error).message.replace(/^Inspector error -?\d+: /, "");
      const body = { error: { id: 1, format: message } };
      return { ...answer, seq: this.#events.next(), success: false, message, body };
    }
  }

  async #handle(command: string, args: object): Promise<unknown> {
    if (!this.#isStarted && !always.test(command)) {
      throw new Error(
        `Cannot ${command}: expected a debugger that is on, got one that is off; send "initialize"`,
      );
    }
    await this.#open();
    const handler = this.#handlers[command];
    if (handler === undefined) {
      throw new Error(`Cannot ${command}: this debugger does not know the command`);
    }
    return handler(args as never);
  }

  async #open(): Promise<DebugSession> {
    if (this.#session) return this.#session;
    const { folder, textOf, compiler, main, hasListeners } = this.#parts;
    const cells = this.#cells;
    const isPublished = (name: string): boolean => compiler.publisher(name) !== undefined;
    const session = await DebugSession.open({
      events: this.#events,
      cells,
      folder,
      textOf,
      isPublished,
    });
    const compile = (text: string): Promise<Program> => compiler.compile({ id: 0, count: 0, text });
    this.#handlers = {
      ...this.#lifeCycle(),
      ...new BreakpointRequests(session, { cells, compile, isPublished }).handlers,
      ...executionRequests(session),
      ...inspectionRequests(session, isPublished),
      ...sourceRequests(session, cells),
    };
    main.aroundInterrupt = (work) => session.execution.letGo(work, () => !hasListeners());
    this.#session = session;
    return session;
  }

  #lifeCycle(): Handlers {
    const attach = async ({ justMyCode }: { justMyCode?: boolean }): Promise<void> => {
      if (justMyCode === false) await this.#session?.start({ packages: true });
      this.#events.send("initialized");
    };
    return {
      initialize: async ({ clientID }: DebugProtocol.InitializeRequestArguments) => {
        const session = await this.#open();
        session.variables.namesTypes = clientID !== "jupyterlab";
        if (!this.#isStarted) await session.start();
        this.#isStarted = true;
        return capabilities;
      },
      attach,
      launch: attach,
      configurationDone: () => ({}),
      debugInfo: () => this.#info(),
      terminate: () => this.#parts.main.interrupt(),
      disconnect: () => this.#disconnect(),
    };
  }

  #info(): object {
    const { breakpoints, execution } = this.#session!;
    return {
      isStarted: this.#isStarted,
      hashMethod: "Murmur2",
      hashSeed,
      tmpFilePrefix: this.#cells.prefix,
      tmpFileSuffix: fileSuffix,
      breakpoints: breakpoints.all(),
      stoppedThreads: execution.stopped ? [threadId] : [],
      richRendering: true,
      exceptionPaths: ["Exceptions"],
      copyToGlobals: true,
    };
  }

  async #disconnect(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#parts.main.aroundInterrupt = (work) => work();
    if (this.#isStarted) this.#events.send("terminated");
    this.#isStarted = false;
    this.#cells.clear();
    await session?.close();
  }
}
