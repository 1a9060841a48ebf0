import { PathExt } from "@jupyterlab/coreutils";
import { type Kernel, KernelMessage } from "@jupyterlab/services";
import type { FromPanel } from "../protocol.js";
import { runTarget } from "../run-target.js";
import { parseMessage } from "./parse-message.js";
import type { Run } from "./run.js";
import type { RunList } from "./run-list.js";

const ends: readonly Kernel.Status[] = ["restarting", "autorestarting", "dead", "terminating"];

export interface KernelRunsOptions {
  /** The notebook that the kernel belongs to. */
  readonly notebook: () => string;
  readonly runs: RunList;
}

/**
 * Follows the runs of one kernel. It reads the kernel's messages as they pass rather than through
 * the connection's own comms, of which only one connection to a kernel may have any.
 */
export class KernelRuns {
  readonly #kernel: Kernel.IKernelConnection;
  readonly #options: KernelRunsOptions;
  /** By comm; one that has been greeted and not yet answered has no run. */
  readonly #runs = new Map<string, Run | undefined>();
  #isDisposed = false;

  constructor(kernel: Kernel.IKernelConnection, options: KernelRunsOptions) {
    this.#kernel = kernel;
    this.#options = options;
    kernel.iopubMessage.connect(this.#hear, this);
    kernel.statusChanged.connect(this.#followStatus, this);
    kernel.connectionStatusChanged.connect(this.#followConnection, this);
    if (kernel.connectionStatus === "connected") void this.#greet();
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#kernel.iopubMessage.disconnect(this.#hear, this);
    this.#kernel.statusChanged.disconnect(this.#followStatus, this);
    this.#kernel.connectionStatusChanged.disconnect(this.#followConnection, this);
    this.#letGo();
  }

  #hear(_: unknown, message: KernelMessage.IIOPubMessage): void {
    if (KernelMessage.isCommOpenMsg(message)) {
      const { comm_id, target_name, data } = message.content;
      if (target_name === runTarget) this.#take(comm_id, data);
    } else if (KernelMessage.isCommMsgMsg(message)) {
      const { comm_id, data } = message.content;
      if (this.#runs.has(comm_id)) this.#take(comm_id, data);
    } else if (KernelMessage.isCommCloseMsg(message)) {
      const { comm_id } = message.content;
      this.#runs.get(comm_id)?.connect(undefined);
      this.#runs.delete(comm_id);
    }
  }

  /** What is wrong with a message is said at its run, or nowhere where there is none yet. */
  #take(comm: string, data: unknown): void {
    const run = this.#runs.get(comm);
    try {
      const message = parseMessage(data);
      if (message.type === "snapshot") {
        const met = this.#options.runs.put(message.record);
        const notebook = this.#options.notebook();
        met.place = notebook;
        met.file = message.file ? PathExt.join(PathExt.dirname(notebook), message.file) : undefined;
        met.connect({ send: (command) => this.#send(comm, command) });
        this.#runs.set(comm, met);
      } else if (message.type === "patch") {
        run?.apply(message);
      } else if (run) {
        run.refusal = message.reason;
        run.touch();
        // Labels show before the kernel has them: what it has holds.
        if (message.command === "label") this.#send(comm, { type: "hello" });
      }
    } catch (error) {
      console.warn((error as Error).message);
      if (!run) return;
      run.refusal = (error as Error).message;
      run.touch();
    }
  }

  /** Asks for all of each run that is there already, or that went on while nobody listened. */
  async #greet(): Promise<void> {
    const { content } = await this.#kernel.requestCommInfo({ target_name: runTarget });
    if (this.#isDisposed || content.status !== "ok") return;
    for (const [comm, { target_name }] of Object.entries(content.comms)) {
      if (target_name !== runTarget) continue;
      if (!this.#runs.has(comm)) this.#runs.set(comm, undefined);
      this.#send(comm, { type: "hello" });
    }
  }

  #send(comm: string, data: FromPanel): void {
    const kernel = this.#kernel;
    if (kernel.isDisposed) return;
    const message = KernelMessage.createMessage({
      msgType: "comm_msg",
      channel: "shell",
      username: kernel.username,
      session: kernel.clientId,
      subshellId: kernel.subshellId,
      content: { comm_id: comm, data: { ...data } as never },
    });
    kernel.sendShellMessage(message, false, true);
  }

  #followStatus(_: unknown, status: Kernel.Status): void {
    if (ends.includes(status)) this.#letGo();
  }

  #followConnection(_: unknown, status: Kernel.ConnectionStatus): void {
    if (status === "connected") void this.#greet().catch(() => undefined);
  }

  /** The kernel is gone, or ours no more: what is known of its runs stays. */
  #letGo(): void {
    for (const run of this.#runs.values()) run?.connect(undefined);
    this.#runs.clear();
  }
}
