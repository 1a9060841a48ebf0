import type { MainThread } from "../bridge/main-thread.js";
import type { History, HistoryQuery } from "../history/history.js";
import { toUtf16 } from "../language/offsets.js";
import type { Language } from "../language/transpile.js";
import type { TypeService } from "../language/type-service.js";
import type { Connection } from "../transport/connection.js";
import type { Message } from "../transport/message.js";
import type { Channel, Receiver, RequestChannel, Transport } from "../transport/transport.js";
import type { Usage } from "../usage/usage.js";
import type { CommRouter } from "./comm-router.js";
import { completionReply } from "./completion.js";
import { inspectionReply } from "./inspection.js";
import { kernelInfo } from "./kernel-info.js";
import type { LastWords } from "./last-words.js";
import type { LazyDebugger } from "./lazy-debugger.js";
import { checkRequest } from "./requests.js";
import type { Shells } from "./shells.js";
import type { Status } from "./status.js";
import type { Stdin } from "./stdin.js";

/** The content of a reply, now or later. */
type Answer = object | Promise<object>;
type Content = Readonly<Record<string, unknown>>;

/** What the core works with. */
export interface KernelParts {
  readonly connection: Connection;
  readonly transport: Transport;
  readonly status: Status;
  readonly shells: Shells;
  readonly stdin: Stdin;
  readonly comms: CommRouter;
  readonly main: Pick<MainThread, "interrupt" | "exit">;
  readonly lastWords: Pick<LastWords, "forget">;
  readonly types: TypeService;
  readonly debugging: LazyDebugger;
  readonly history: History;
  readonly language: Language;
  readonly log: (text: string) => void;
}

/** The protocol's core: which request is answered by what. */
export class Kernel implements Receiver {
  readonly #parts: KernelParts;
  #usage: Usage | undefined;
  readonly #handlers: Readonly<Record<string, (content: Content) => Answer>> = {
    kernel_info_request: () => kernelInfo(this.#parts.language),
    connect_request: () => this.#ports(),
    complete_request: (content) => this.#complete(content as unknown as Position),
    inspect_request: (content) => this.#inspect(content as unknown as Position),
    is_complete_request: ({ code }) => this.#isComplete(code as string),
    history_request: (query) => this.#history(query as unknown as HistoryQuery),
    comm_info_request: ({ target_name }) => this.#commInfo(target_name),
    create_subshell_request: () => ({ status: "ok", subshell_id: this.#parts.shells.create() }),
    delete_subshell_request: ({ subshell_id: id }) => this.#deleteSubshell(id),
    list_subshell_request: () => ({ status: "ok", subshell_id: this.#parts.shells.list() }),
    debug_request: (content) => this.#parts.debugging.answer(content),
    interrupt_request: () => this.#interrupt(),
    usage_request: () => this.#use(),
    shutdown_request: ({ restart }) => ({ status: "ok", restart: restart === true }),
  };

  constructor(parts: KernelParts) {
    this.#parts = parts;
  }

  receive(channel: RequestChannel, request: Message): void {
    const type = request.header.msg_type;
    if (type === "execute_request") this.#enqueue(channel, request);
    else if (/^comm_(open|msg|close)$/.test(type)) void this.#comm(channel, request);
    else void this.#dispatch(channel, request);
  }

  joined(): void {
    this.#parts.status.starting();
  }

  answered(message: Message): void {
    const type = message.header.msg_type;
    if (type !== "input_reply") throw new Error(`Cannot accept ${type}: expected input_reply`);
    checkRequest(type, message.content);
    this.#parts.stdin.take(message);
  }

  refused(channel: Channel, { message }: Error): void {
    this.#parts.log(`${channel}: ${message}`);
  }

  #enqueue(channel: RequestChannel, request: Message): void {
    const { transport, status, shells, log } = this.#parts;
    try {
      checkRequest("execute_request", request.content);
      shells.queueOf(request.header).add({ channel, request });
    } catch (error) {
      log((error as Error).message);
      status.busy(request);
      const content = { ...refusal(error as Error), execution_count: 0 };
      transport.reply(channel, request, { type: "execute_reply", content });
      status.idle(request);
    }
  }

  /** Answers everything but cells at once, also while a cell runs. */
  async #dispatch(channel: RequestChannel, request: Message): Promise<void> {
    const { transport, status, log } = this.#parts;
    const type = request.header.msg_type;
    if (!type.endsWith("_request")) return log(`${channel}: ${type} is not supported`);
    status.busy(request);
    const content = await this.#answer(request);
    transport.reply(channel, request, { type: type.replace(/request$/, "reply"), content });
    const ends = type === "shutdown_request" && "restart" in content;
    if (ends) await this.#shutDown(request, content);
    else status.idle(request);
  }

  /** Comm messages have no answer. */
  async #comm(channel: RequestChannel, request: Message): Promise<void> {
    const { status, comms, log } = this.#parts;
    status.busy(request);
    try {
      checkRequest(request.header.msg_type, request.content);
      await comms.take(request);
    } catch (error) {
      log(`${channel}: ${(error as Error).message}`);
    }
    status.idle(request);
  }

  #commInfo(target: unknown): object {
    return { status: "ok", comms: this.#parts.comms.info(target) };
  }

  async #answer({ header, content }: Message): Promise<object> {
    const { log, shells } = this.#parts;
    const type = header.msg_type;
    try {
      shells.queueOf(header);
      checkRequest(type, content);
      const handler = this.#handlers[type];
      if (!handler) throw new Error(`Cannot answer ${type}: this kernel does not support it`);
      return await handler(content);
    } catch (error) {
      log(`${(error as Error).message}`);
      return refusal(error as Error);
    }
  }

  async #shutDown(request: Message, content: object): Promise<void> {
    const { transport, status, main, types, debugging, lastWords } = this.#parts;
    lastWords.forget();
    transport.publish({ type: "shutdown_reply", content, parent: request });
    status.idle(request);
    debugging.close();
    await Promise.all([transport.close(), types.dispose().catch(() => undefined)]);
    main.exit();
  }

  async #interrupt(): Promise<object> {
    await this.#parts.main.interrupt();
    return { status: "ok" };
  }

  async #complete({ code, cursor_pos }: Position): Promise<object> {
    const found = await this.#parts.types.complete(code, toUtf16(code, cursor_pos));
    return completionReply(code, found);
  }

  async #inspect({ code, cursor_pos, detail_level: level }: Position): Promise<object> {
    const options = { source: level === 1 };
    const at = toUtf16(code, cursor_pos);
    return inspectionReply(await this.#parts.types.inspect(code, at, options));
  }

  #isComplete(code: string): Promise<object> {
    return this.#parts.types.isComplete(code).catch(() => ({ status: "unknown" }));
  }

  async #use(): Promise<object> {
    if (!this.#usage) {
      const { Usage } = await import("../usage/usage.js");
      this.#usage ??= new Usage();
    }
    return this.#usage.report();
  }

  #deleteSubshell(id: unknown): object {
    this.#parts.shells.delete(id);
    return { status: "ok" };
  }

  async #history(query: HistoryQuery): Promise<object> {
    return { status: "ok", history: await this.#parts.history.find(query) };
  }

  #ports(): object {
    const { shell_port, iopub_port, stdin_port, control_port, hb_port } = this.#parts.connection;
    return { status: "ok", shell_port, iopub_port, stdin_port, control_port, hb_port };
  }
}

interface Position {
  readonly code: string;
  readonly cursor_pos: number;
  readonly detail_level?: number;
}

function refusal({ name, message }: Error): object {
  return { status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}
