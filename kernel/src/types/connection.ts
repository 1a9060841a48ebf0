import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { Writable } from "node:stream";
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type { ClientCapabilities, ConfigurationParams } from "vscode-languageserver-protocol";

/** A running language server and the line to it. */
export interface Connection {
  readonly pid: number | undefined;
  request<T>(method: string, params: object, signal: AbortSignal): Promise<T | null>;
  notify(method: string, params: object): void;
  /** Ends the process; fulfilled when it has ended. */
  end(): Promise<void>;
}

export interface ConnectOptions {
  /** The folder in which it works, as an address. */
  readonly uri: string;
  /** Hears that the process ended, once, whatever the reason, after the connection was made. */
  readonly onEnd: (reason: string) => void;
}

const START_TIMEOUT = 15_000;

const CAPABILITIES: ClientCapabilities = {
  textDocument: {
    completion: { completionItem: { labelDetailsSupport: true } },
    hover: { contentFormat: ["markdown"] },
    diagnostic: {},
  },
  // With watching on the client's side the server starts no watchers of its own.
  workspace: {
    configuration: true,
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
};

/** Starts a language server: an executable that speaks the protocol on its standard streams. */
export async function connect(executable: string, options: ConnectOptions): Promise<Connection> {
  const child = spawn(executable, ["--lsp", "--stdio"], { windowsHide: true });
  await once(child, "spawn");
  const ended = new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  child.stdin.on("error", () => undefined);
  child.stderr.resume();
  const line = messageConnection(child);
  try {
    await initialize(line, { uri: options.uri, ended });
  } catch (error) {
    line.dispose();
    child.kill("SIGKILL");
    throw error;
  }
  void ended.then((reason) => {
    line.dispose();
    options.onEnd(reason);
  });
  return {
    pid: child.pid,
    request: (method, params, signal) => send(line, { method, params, signal, ended }),
    notify: (method, params) => void line.sendNotification(method, params).catch(() => undefined),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}

function messageConnection(child: ChildProcessWithoutNullStreams): MessageConnection {
  const reader = new StreamMessageReader(child.stdout);
  const line = createMessageConnection(reader, new StreamMessageWriter(patient(child.stdin)));
  // Candidates for imports are not wanted: indexing every installed package takes seconds.
  const settings = { suggest: { autoImports: false } };
  line.onRequest("workspace/configuration", ({ items }: ConfigurationParams) =>
    items.map(() => settings),
  );
  line.onRequest("client/registerCapability", () => null);
  line.onRequest("client/unregisterCapability", () => null);
  line.onRequest("window/workDoneProgress/create", () => null);
  line.onNotification(() => undefined);
  line.onError(() => undefined);
  line.listen();
  return line;
}

/**
 * A stream that loses what cannot be written any more. The connection leaves a rejection of its own
 * unhandled when a write fails, which would end this process; the end of the other is heard anyway.
 */
function patient(stream: Writable): Writable {
  return new Writable({
    write: (chunk, _, done) => {
      if (stream.writable) stream.write(chunk, () => done());
      else done();
    },
  });
}

interface InitializeOptions {
  readonly uri: string;
  readonly ended: Promise<string>;
}

async function initialize(line: MessageConnection, { uri, ended }: InitializeOptions) {
  const late = new AbortController();
  const params = {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: "notebook" }],
    capabilities: CAPABILITIES,
  };
  const timer = setTimeout(() => late.abort(), START_TIMEOUT);
  const timeout = new Promise<string>((resolve) => {
    late.signal.addEventListener("abort", () => resolve("no answer"));
  });
  const failed = Promise.race([ended, timeout]).then((reason) => {
    throw new Error(`Cannot start TypeScript's language server: ${reason}`);
  });
  try {
    await Promise.race([line.sendRequest("initialize", params), failed]);
    await line.sendNotification("initialized", {});
  } finally {
    clearTimeout(timer);
    failed.catch(() => undefined);
  }
}

interface SendOptions {
  readonly method: string;
  readonly params: object;
  readonly signal: AbortSignal;
  readonly ended: Promise<string>;
}

async function send<T>(line: MessageConnection, options: SendOptions): Promise<T | null> {
  const { method, params, signal, ended } = options;
  const source = new CancellationTokenSource();
  const cancel = () => source.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const answer = line.sendRequest<T | null>(method, params, source.token);
    return await Promise.race([answer, ended.then(() => null)]);
  } finally {
    signal.removeEventListener("abort", cancel);
    source.dispose();
  }
}
