/** A message that a front end sent over a comm. */
export interface CommMessage {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

/** What goes along with the data of a message. */
export interface CommOptions {
  readonly metadata?: object;
  readonly buffers?: readonly Uint8Array[];
}

/** A two-way line to the front ends, as Jupyter has it. */
export interface Comm {
  readonly id: string;
  onMessage: ((message: CommMessage) => unknown) | undefined;
  onClose: ((message: CommMessage) => unknown) | undefined;
  send(data: object, options?: CommOptions): void;
  close(): void;
}

/** What code printed or showed; `data` is a MIME bundle as JSON. */
export type Captured =
  | { readonly type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | {
      readonly type: "display";
      readonly data: string;
      readonly displayId?: string | undefined;
      readonly update: boolean;
    }
  | { readonly type: "clear"; readonly wait: boolean };

/** What widgets use of the kernel that runs them. */
export interface KernelHost {
  readonly comms: {
    open(target: string, options: CommOptions & { readonly data: object }): Comm;
    register(target: string, onOpen: (comm: Comm, message: CommMessage) => unknown): void;
  };
  /** Runs `work`; what it prints and shows, now and later, goes to `sink`. */
  capture<T>(sink: (output: Captured) => void, work: () => T): T;
  /** `callback` as part of the cell that runs now, whoever calls it. */
  bind<A extends unknown[], T>(callback: (...values: A) => T): (...values: A) => T;
}

/** The kernel, if one with comms runs this program; tslab and plain Node have none. */
export function kernelHost(): KernelHost | undefined {
  const host = (globalThis as Record<symbol, unknown>)[Symbol.for("rosenblatt.kernel")];
  return (host as Partial<KernelHost> | undefined)?.comms && (host as KernelHost);
}

/** Whether widgets are drawn where this program runs; elsewhere they are plain values. */
export function drawsWidgets(): boolean {
  return kernelHost() !== undefined;
}
