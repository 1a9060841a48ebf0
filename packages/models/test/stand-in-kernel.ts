interface StandInComm {
  readonly id: string;
  onMessage?: (message: object) => unknown;
  send(data: object, options?: { buffers?: readonly Uint8Array[] }): void;
  close(): void;
}

interface Sent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

const key = Symbol.for("rosenblatt.kernel");

/** A kernel with comms and nothing else, to be asked as a front end asks. */
export function standInKernel() {
  const opened = new Map<string, { target: string; comm: StandInComm; sent: Sent[] }>();
  const host = globalThis as Record<symbol, unknown>;
  host[key] = {
    comms: {
      open(target: string): StandInComm {
        const sent: Sent[] = [];
        const comm: StandInComm = {
          id: `comm-${opened.size}`,
          // As over the wire: whatever is sent must be JSON.
          send: (data, { buffers = [] } = {}) =>
            void sent.push({ data: JSON.parse(JSON.stringify(data)), buffers }),
          close: () => undefined,
        };
        opened.set(comm.id, { target, comm, sent });
        return comm;
      },
    },
  };
  return {
    target: (id: string) => opened.get(id)!.target,
    pushed: (id: string) => opened.get(id)!.sent.map(({ data }) => data),
    /** The message that answers this one. */
    async ask(id: string, data: object, buffers: readonly Uint8Array[] = []): Promise<Sent> {
      const { comm, sent } = opened.get(id)!;
      await comm.onMessage!({ data, metadata: {}, buffers });
      return sent.at(-1)!;
    },
    remove: () => void delete host[key],
  };
}
