import { type Comm, type CommMessage, kernelHost } from "@rosenblatt/widgets";
import { Coalesced } from "./coalesced.js";
import { commandOf } from "./command.js";
import { told } from "./labels.js";
import { type FromPanel, type Patch, RUN_TARGET, type Snapshot, type ToPanel } from "./protocol.js";

/** Milliseconds between two patches at least. */
const interval = 100;

interface RunLineParts {
  snapshot(): Snapshot;
  patch(): Patch | undefined;
  /** Carries out a command; what it throws is the reason of a refusal. */
  carryOut(command: Exclude<FromPanel, { type: "hello" }>): void;
}

/** The comm over which front ends see a run and command it; open as long as the kernel runs. */
export class RunLine {
  readonly #comm: Comm | undefined;
  readonly #parts: RunLineParts;
  readonly #patches = new Coalesced(() => this.#patch(), { interval });

  /** Opens the comm, where there is a kernel that has them. */
  constructor(parts: RunLineParts) {
    this.#parts = parts;
    this.#comm = kernelHost()?.comms.open(RUN_TARGET, { data: parts.snapshot() });
    if (this.#comm) this.#comm.onMessage = (message) => this.#take(message);
  }

  /** Something has changed. */
  soon(): void {
    this.#patches.soon();
  }

  /** Tells everything anew. */
  tellAll(): void {
    this.#send(this.#parts.snapshot());
  }

  close(): void {
    this.#comm?.close();
  }

  #patch(): void {
    const patch = this.#parts.patch();
    if (patch) this.#send(patch);
  }

  #take({ data }: CommMessage): void {
    try {
      const command = commandOf(data);
      if (command.type === "hello") this.tellAll();
      else this.#parts.carryOut(command);
    } catch (error) {
      const command = typeof data.type === "string" ? data.type : told(data.type);
      this.#send({ type: "refusal", command, reason: (error as Error).message });
    }
  }

  #send(message: ToPanel): void {
    this.#comm?.send(message);
  }
}
