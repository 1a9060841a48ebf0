import { AsyncLocalStorage } from "node:async_hooks";
import type { Captured, Comm, CommMessage, CommOptions } from "../src/kernel-host";

const key = Symbol.for("rosenblatt.kernel");

/** A message that left the kernel. */
export interface Sent {
  readonly type: "open" | "message" | "close";
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of what arrives
  readonly data: any;
  readonly metadata?: object;
  readonly buffers: readonly Uint8Array[];
}

/** Stands in for a kernel's comms: keeps what is sent, and delivers what a front end would send. */
export class StandInHost {
  /** All that was sent so far. */
  readonly sent: Sent[] = [];
  #taken = 0;
  readonly #open = new Map<string, Comm>();
  readonly #targets = new Map<string, (comm: Comm, message: CommMessage) => unknown>();
  readonly #sinks = new AsyncLocalStorage<(output: Captured) => void>();
  #count = 0;

  /** Makes this the kernel that widgets find. Gives what ends that. */
  install(): () => void {
    const host = {
      comms: {
        open: (target: string, options: CommOptions & { data: object }) => {
          const comm = this.#comm();
          this.#record("open", comm.id, { ...options, data: { target, ...options.data } });
          return comm;
        },
        register: (target: string, onOpen: never) => this.#targets.set(target, onOpen),
      },
      capture: <T>(sink: (output: Captured) => void, work: () => T) => this.#sinks.run(sink, work),
      bind: <T>(callback: T) => callback,
    };
    Object.assign(globalThis, { [key]: host });
    return () => Reflect.deleteProperty(globalThis, key);
  }

  /** Prints as code in a kernel does. */
  print(text: string): void {
    this.#sinks.getStore()?.({ type: "stream", name: "stdout", text });
  }

  /** What was sent since the last call, but for layouts and styles. */
  take(): Sent[] {
    const fresh = this.sent.slice(this.#taken);
    this.#taken = this.sent.length;
    return fresh.filter(({ data }) => !/(Layout|Style)Model$/.test(nameIn(data)));
  }

  /** Delivers a message of a front end. */
  deliver(id: string, data: object, buffers: readonly Uint8Array[] = []): void {
    // What crosses a wire is never the same object.
    const copy = JSON.parse(JSON.stringify(data));
    this.#open.get(id)!.onMessage!({ data: copy, metadata: {}, buffers });
  }

  /** Delivers the state that a front end has changed. */
  update(id: string, state: object): void {
    this.deliver(id, { method: "update", state, buffer_paths: [] });
  }

  /** Opens a comm as a front end does, and gives its id. */
  connect(target: string): string {
    const comm = this.#comm();
    this.#targets.get(target)!(comm, { data: {}, metadata: {}, buffers: [] });
    return comm.id;
  }

  #comm(): Comm {
    const id = `comm-${++this.#count}`;
    const comm: Comm = {
      id,
      onMessage: undefined,
      onClose: undefined,
      send: (data, options = {}) => this.#record("message", id, { data, ...options }),
      close: () => this.#record("close", id, { data: {} }),
    };
    this.#open.set(id, comm);
    return comm;
  }

  #record(
    type: Sent["type"],
    id: string,
    { buffers = [], ...rest }: CommOptions & { data: object },
  ) {
    this.sent.push({ type, id, buffers, ...rest });
  }
}

function nameIn(data: { state?: { _model_name?: string } }): string {
  return data.state?._model_name ?? "";
}
