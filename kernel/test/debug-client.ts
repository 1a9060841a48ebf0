import { type Exchange, KernelClient } from "./kernel-client";

// biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of what arrives
type Value = any;

/** A kernel's debugger, seen through the control channel as a front end sees it. */
export class DebugClient {
  readonly kernel: KernelClient;
  readonly #events: Value[] = [];
  #look: () => void = () => undefined;
  #sent = 0;

  private constructor(kernel: KernelClient) {
    this.kernel = kernel;
    kernel.onDebugEvent = (event) => {
      this.#events.push(event);
      this.#look();
    };
  }

  /** Starts a kernel, and its debugger unless `on` is false. */
  static async start({
    on = true,
    ...options
  }: Parameters<typeof KernelClient.start>[0] & { on?: boolean } = {}): Promise<DebugClient> {
    const client = new DebugClient(await KernelClient.start(options));
    if (on) await client.turnOn();
    return client;
  }

  /** Turns the debugger on as JupyterLab does. */
  async turnOn(options: object = {}): Promise<void> {
    await this.ask("initialize", { clientID: "test", linesStartAt1: true, ...options });
    await this.ask("attach");
    await this.event("initialized");
  }

  /** Sends a request and gives its whole answer. */
  request(command: string, args: object = {}): Promise<Value> {
    const content = { type: "request", seq: ++this.#sent, command, arguments: args };
    return this.kernel.ask("debug_request", content, { channel: "control" });
  }

  /** Sends a request that must succeed and gives the body of its answer. */
  async ask(command: string, args: object = {}): Promise<Value> {
    const { success, message, body } = await this.request(command, args);
    if (!success) throw new Error(`${command}: ${message}`);
    return body;
  }

  /**
   * The body of the next event of a name; earlier ones of other names are passed over. Undefined
   * when `ended` comes first.
   */
  async event(
    name: string,
    ended: Promise<unknown> = new Promise(() => undefined),
  ): Promise<Value> {
    for (;;) {
      const found = this.#events.findIndex(({ event }) => event === name);
      if (found >= 0) return this.#events.splice(0, found + 1).at(-1).body;
      const next = new Promise<boolean>((resolve) => {
        this.#look = () => resolve(false);
      });
      if (await Promise.race([next, ended.then(() => true)])) return undefined;
    }
  }

  /** Dumps a cell and sets breakpoints in it; a number is a line. */
  async breakIn(code: string, ...wanted: (number | object)[]): Promise<Value[]> {
    const { sourcePath: path } = await this.ask("dumpCell", { code });
    return this.breakAt(path, ...wanted);
  }

  /** Sets breakpoints in a file; a number is a line. */
  async breakAt(path: string, ...wanted: (number | object)[]): Promise<Value[]> {
    const breakpoints = wanted.map((one) => (typeof one === "number" ? { line: one } : one));
    return (await this.ask("setBreakpoints", { source: { path }, breakpoints })).breakpoints;
  }

  /** Runs a cell up to its first stop. */
  async runToStop(code: string): Promise<{ cell: Exchange; stop: Value }> {
    const cell = await this.kernel.cell(code);
    return { cell, stop: await this.event("stopped") };
  }

  /** Breaks at lines of a cell and runs it up to the first stop. */
  async stopIn(code: string, ...wanted: (number | object)[]) {
    await this.breakIn(code, ...wanted);
    return this.runToStop(code);
  }

  /** The frames of the stop, the innermost first. */
  async frames(): Promise<Value[]> {
    return (await this.ask("stackTrace", { threadId: 1 })).stackFrames;
  }

  /** Lines of the frames of the stop with the names of their functions. */
  async places(): Promise<string[]> {
    return (await this.frames()).map(({ name, line }) => `${name}:${line}`);
  }

  /** Steps, and gives where that led to. */
  async step(how: "next" | "stepIn" | "stepOut"): Promise<string> {
    await this.ask(how, { threadId: 1 });
    await this.event("stopped");
    return (await this.places())[0]!;
  }

  /** The variables of a scope of a frame, the innermost frame's without, as text by their names. */
  async values(scopeName = "Locals", frameId?: number): Promise<Record<string, string>> {
    const listed = await this.variables(scopeName, frameId);
    return Object.fromEntries(listed.map(({ name, value }) => [name, value]));
  }

  /** The variables of a scope. */
  async variables(scopeName = "Locals", frameId?: number): Promise<Value[]> {
    const id = frameId ?? (await this.frames())[0].id;
    const { scopes } = await this.ask("scopes", { frameId: id });
    const { variablesReference } = scopes.find(({ name }: Value) => name === scopeName);
    return (await this.ask("variables", { variablesReference })).variables;
  }

  /** Evaluates in the innermost frame. */
  async evaluate(expression: string, context = "repl"): Promise<string> {
    const [frame] = await this.frames();
    return (await this.ask("evaluate", { expression, frameId: frame.id, context })).result;
  }

  /** Lets the thread run on, with no breakpoint left, up to the end of a cell. */
  async finish(cell: Exchange): Promise<Value> {
    const { breakpoints } = await this.ask("debugInfo");
    for (const { source } of breakpoints) await this.breakAt(source);
    await this.ask("setExceptionBreakpoints", { filters: [] });
    await this.ask("continue", { threadId: 1 });
    return cell.reply;
  }

  stop(): Promise<void> {
    return this.kernel.stop();
  }
}
