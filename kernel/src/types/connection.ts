import { spawn } from "node:child_process";
import { once } from "node:events";
import type { ClientCapabilities, ConfigurationParams } from "vscode-languageserver-protocol";
import { JsonRpc } from "./json-rpc.js";

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
    completion: {
      completionItem: { labelDetailsSupport: true, documentationFormat: ["markdown"] },
    },
    hover: { contentFormat: ["markdown"] },
    signatureHelp: {
      signatureInformation: {
        documentationFormat: ["markdown"],
        parameterInformation: { labelOffsetSupport: true },
        activeParameterSupport: true,
      },
    },
    diagnostic: { relatedInformation: true },
  },
  // With watching on the client's side the server starts no watchers of its own.
  workspace: {
    configuration: true,
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
};

const SETTINGS = {
  // Candidates for imports are not wanted: indexing every installed package takes seconds.
  suggest: { autoImports: false },
  format: { indentSize: 2 },
};

/** Starts a language server: an executable that speaks the protocol on its standard streams. */
export async function connect(executable: string, options: ConnectOptions): Promise<Connection> {
  const child = spawn(executable, ["--lsp", "--stdio"], { windowsHide: true });
  await once(child, "spawn");
  const ended = new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  child.stderr.resume();
  const line = new JsonRpc({ input: child.stdout, output: child.stdin }, answer);
  try {
    await initialize(line, { uri: options.uri, ended });
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  void ended.then((reason) => {
    line.close(`TypeScript ended: ${reason}`);
    options.onEnd(reason);
  });
  return {
    pid: child.pid,
    request: (method, params, signal) => line.request(method, params, signal),
    notify: (method, params) => line.notify(method, params),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}

/** What the server asks. */
function answer(method: string, params: ConfigurationParams): unknown {
  if (method !== "workspace/configuration") return null;
  return params.items.map(() => SETTINGS);
}

interface InitializeOptions {
  readonly uri: string;
  readonly ended: Promise<string>;
}

async function initialize(line: JsonRpc, { uri, ended }: InitializeOptions) {
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
    await Promise.race([line.request("initialize", params), failed]);
    line.notify("initialized", {});
  } finally {
    clearTimeout(timer);
    failed.catch(() => undefined);
  }
}
