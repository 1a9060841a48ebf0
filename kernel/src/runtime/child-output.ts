import { randomUUID } from "node:crypto";
import { writeSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Calls } from "../bridge/calls.js";
import type { Report } from "../bridge/messages.js";
import type { Shared } from "../bridge/shared.js";
import { currentCell } from "./cell.js";
import { replaceInherited } from "./inherited-stdio.js";

export interface ChildOutputParts {
  readonly shared: Shared;
  readonly calls: Calls;
  readonly send: (report: Report) => void;
}

/** The output of one child process, on its way to the protocol's thread. */
export interface Channels {
  /** The option `stdio` with which the child is to be started. */
  readonly stdio: unknown;
  /** Closes this process's ends, once the child has its own. */
  readonly handOver: () => void;
  /** Resolves when what the child has written so far is known to the protocol's thread. */
  readonly drained: () => Promise<void>;
  /** Waits for the same. */
  readonly drain: () => void;
}

/**
 * Lets child processes write to the cell that started them, where they would inherit stdout or
 * stderr. They write to sockets that the protocol's thread reads, so their output shows while this
 * thread is busy or waits for them, and a child that writes too fast has to wait.
 */
export class ChildOutput {
  readonly #parts: ChildOutputParts;
  #path: string | undefined;

  constructor(parts: ChildOutputParts) {
    this.#parts = parts;
  }

  /** Opens channels for a child with this option `stdio`, if it inherits something. */
  channels(stdio: unknown): Channels | undefined {
    const open: { id: string; socket: Socket }[] = [];
    const replaced = replaceInherited(stdio, (name) => {
      const { socket, fd } = this.#connect();
      const id = randomUUID();
      if (!isConnected(fd, id)) return void socket.destroy();
      this.#parts.send({ type: "channel", cell: currentCell().id, channel: id, name });
      open.push({ id, socket });
      return fd;
    });
    if (open.length === 0) return undefined;
    const channels = open.map(({ id }) => id);
    return {
      stdio: replaced,
      handOver: () => {
        for (const { socket } of open) socket.destroy();
      },
      drained: () => this.#parts.calls.call("drain", { channels, ticket: 0 }),
      drain: () => this.#wait("drain", { channels }),
    };
  }

  /** A connection whose file a child can take over; Windows has none. */
  #connect(): { socket: Socket; fd: number } {
    if (this.#path === undefined) {
      const path = listeningPath();
      this.#wait("listen", { path });
      this.#path = path;
    }
    const socket = connect(this.#path);
    socket.on("error", () => undefined);
    const { fd = -1 } = (socket as unknown as { _handle: { fd?: number } })._handle;
    return { socket, fd };
  }

  /** Asks the protocol's thread and blocks this one until it has answered. */
  #wait(topic: string, content: object): void {
    const { calls, shared } = this.#parts;
    const ticket = shared.nextTicket();
    void calls.call(topic, { ...content, ticket });
    shared.awaitTicket(ticket);
  }
}

/** Says which channel it is; tells whether that could be said. */
function isConnected(fd: number, id: string): boolean {
  try {
    return fd >= 0 && writeSync(fd, `${id}\n`) > 0;
  } catch {
    return false;
  }
}

/** On Linux a name without a file, which vanishes with this process. */
function listeningPath(): string {
  const name = `rosenblatt-${randomUUID()}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  return process.platform === "linux" ? `\0${name}` : join(tmpdir(), name);
}
