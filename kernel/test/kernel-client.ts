import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { installKernel } from "../src/install/kernel-spec";

// biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of what arrives
type Value = any;
type Content = Record<string, Value>;

/** A message as the driver hands it on. */
export interface Received {
  readonly channel: "shell" | "control" | "iopub" | "stdin";
  readonly type: string;
  readonly parent: string;
  readonly parentHeader: Content;
  readonly header: Content;
  readonly content: Content;
  readonly metadata: Content;
  /** In base64. */
  readonly buffers: readonly string[];
}

/** A request under way: its answer, what was published for it, and what its cell asks. */
export interface Exchange {
  readonly reply: Promise<Content>;
  readonly idle: Promise<void>;
  readonly published: Received[];
  readonly questions: Received[];
}

/** How a request is sent; buffers are in base64. */
export interface SendOptions {
  readonly channel?: string;
  readonly forged?: boolean;
  readonly metadata?: object;
  readonly buffers?: readonly string[];
  readonly subshell?: string | undefined;
  /** The header of the message that this one answers. */
  readonly parent?: Content;
}

interface Pending extends Exchange {
  readonly answer: (content: Content) => void;
  readonly rest: () => void;
}

const root = join(__dirname, "..", "..");

/** The Python that has jupyter_client. */
export function python(): string {
  const own = join(root, ".lab", "venv", "bin", "python");
  return process.env.ROSENBLATT_PYTHON ?? (existsSync(own) ? own : "python3");
}

/** A folder in which Jupyter finds these kernels and nothing of the user's. */
export function jupyterData(): string {
  const prefix = mkdtempSync(join(tmpdir(), "kernel-"));
  installKernel({ target: { prefix } });
  installKernel({ target: { prefix }, language: "javascript" });
  return join(prefix, "share", "jupyter");
}

/** A running kernel, seen through jupyter_client in a process of its own. */
export class KernelClient {
  readonly folder: string;
  /** Is given the content of each `debug_event`. */
  onDebugEvent: (event: Content) => void = () => undefined;
  readonly #driver: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve: (value: Value) => void; reject: (e: Error) => void }
  >();
  readonly #exchanges = new Map<string, Pending>();
  #commands = 0;

  private constructor(folder: string, environment: Record<string, string>) {
    this.folder = folder;
    this.#driver = spawn(python(), [join(__dirname, "client.py")], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, JUPYTER_DATA_DIR: jupyterData(), ...environment },
    });
    createInterface({ input: this.#driver.stdout! }).on("line", (line) => this.#take(line));
  }

  /** Starts a kernel whose notebook is in `folder` (a new one by default). */
  static async start({
    folder = mkdtempSync(join(tmpdir(), "notebook-")),
    environment = {},
    kernel = "rosenblatt",
  }: {
    folder?: string;
    environment?: Record<string, string>;
    kernel?: string;
  } = {}): Promise<KernelClient> {
    const client = new KernelClient(folder, environment);
    await client.command("start", { kernel, cwd: folder });
    return client;
  }

  /** Calls a method of the driver. */
  command(op: string, options: object = {}): Promise<Value> {
    const id = ++this.#commands;
    this.#driver.stdin!.write(`${JSON.stringify({ id, op, ...options })}\n`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** Sends a request. */
  async send(
    type: string,
    content: object = {},
    { channel = "shell", ...options }: SendOptions = {},
  ): Promise<Exchange> {
    const id: string = await this.command("send", { channel, type, content, ...options });
    return this.#exchange(id);
  }

  /** Sends a cell without waiting for its end. */
  cell(code: string, options: object = {}, subshell?: string): Promise<Exchange> {
    const content = { code, silent: false, store_history: true, ...options };
    return this.send("execute_request", content, { subshell });
  }

  /** Runs a cell to its idle status. */
  async run(code: string, options: object = {}): Promise<CellResult> {
    const exchange = await this.cell(code, options);
    const reply = await exchange.reply;
    await exchange.idle;
    return new CellResult(reply, exchange.published);
  }

  /** Sends a request and waits for its answer. */
  async ask(type: string, content: object = {}, options = {}): Promise<Content> {
    return (await this.send(type, content, options)).reply;
  }

  /** Interrupts as JupyterLab does. */
  interrupt(): Promise<Content> {
    return this.ask("interrupt_request", {}, { channel: "control" });
  }

  /** Ends kernel and driver. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#driver.once("exit", resolve));
    await this.command("shutdown");
    await ended;
  }

  /** Kills the client's process, the kernel's parent, as a crash would. */
  crash(): void {
    this.#driver.kill("SIGKILL");
  }

  #take(line: string): void {
    const message = JSON.parse(line);
    if ("channel" in message) {
      this.#receive(message);
      return;
    }
    const waiting = this.#waiting.get(message.id)!;
    if ("error" in message) waiting.reject(new Error(message.error));
    else {
      // What is sent is known here before anything that answers it arrives.
      if (typeof message.value === "string") this.#exchange(message.value);
      waiting.resolve(message.value);
    }
  }

  #receive(message: Received): void {
    if (message.type === "debug_event") {
      this.onDebugEvent(message.content);
      return;
    }
    const exchange = this.#exchange(message.parent);
    if (message.channel === "stdin") exchange.questions.push(message);
    else if (message.channel !== "iopub") exchange.answer(message.content);
    else exchange.published.push(message);
    if (message.type === "status" && message.content.execution_state === "idle") exchange.rest();
  }

  #exchange(id: string): Pending {
    let exchange = this.#exchanges.get(id);
    if (exchange === undefined) {
      let answer: Pending["answer"] = () => undefined;
      let rest = (): void => undefined;
      const reply = new Promise<Content>((resolve) => {
        answer = resolve;
      });
      const idle = new Promise<void>((resolve) => {
        rest = resolve;
      });
      exchange = { reply, idle, published: [], questions: [], answer, rest };
      this.#exchanges.set(id, exchange);
    }
    return exchange;
  }
}

/** What a cell left behind. */
export class CellResult {
  readonly reply: Content;
  readonly published: readonly Received[];

  constructor(reply: Content, published: readonly Received[]) {
    this.reply = reply;
    this.published = published;
  }

  /** The content of the messages of a type. */
  of(type: string): Content[] {
    return this.published.filter((message) => message.type === type).map(({ content }) => content);
  }

  /** All text printed to a stream. */
  text(name = "stdout"): string {
    const parts = this.of("stream").filter((stream) => stream.name === name);
    return parts.map(({ text }) => text).join("");
  }

  /** The value of the cell as plain text. */
  get value(): string | undefined {
    return this.of("execute_result")[0]?.data["text/plain"];
  }

  /** The traceback without colours. */
  get traceback(): string {
    const lines: string[] = this.of("error")[0]?.traceback ?? [];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
    return lines.join("\n").replace(/\u001b\[\d+m/g, "");
  }
}
