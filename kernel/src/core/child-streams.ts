import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { StringDecoder } from "node:string_decoder";
import type { Calls } from "../bridge/calls.js";
import type { StreamName } from "../bridge/messages.js";
import type { Shared } from "../bridge/shared.js";

/** The cell that a child belongs to, and the stream that it prints to. */
interface Owner {
  readonly cell: number;
  readonly name: StreamName;
}

interface ChildStreamsParts {
  readonly calls: Calls;
  readonly shared: Shared;
  /** Where the text goes that child processes print. */
  readonly print: (text: string, owner: Owner) => void;
  /** Where the clients are behind with output: a promise that they have caught up. */
  readonly room: () => Promise<void> | undefined;
}

/** What one child prints to one of its streams. */
interface Channel {
  readonly owner: Promise<Owner>;
  readonly announce: (owner: Owner) => void;
  reading: boolean;
  received: number;
  ended: boolean;
}

interface Question {
  readonly path: string;
  readonly channels: readonly string[];
  readonly ticket: number;
}

const longestName = 100;

/**
 * The end of the sockets to which child processes write. Nothing is read before the user's thread
 * has announced the channel, so that it comes after what that thread printed earlier.
 */
export class ChildStreams {
  readonly #parts: ChildStreamsParts;
  readonly #channels = new Map<string, Channel>();

  /** Answers the user's thread, which may be blocked until then. */
  constructor(parts: ChildStreamsParts) {
    this.#parts = parts;
    this.#answer("listen", ({ path }) => this.#listen(path));
    this.#answer("drain", ({ channels }) => this.#drain(channels));
  }

  #answer(topic: string, work: (question: Question) => Promise<void>): void {
    const { calls, shared } = this.#parts;
    calls.handle(topic, (question: Question) =>
      work(question).finally(() => shared.answerTicket(question.ticket)),
    );
  }

  /** Resolves when children can connect to `path`. */
  async #listen(path: string): Promise<void> {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      void this.#accept(socket);
    });
    await once(server.unref().listen(path), "listening");
  }

  /** The user's thread announces a channel. */
  announce(name: string, owner: Owner): void {
    this.#channel(name).announce(owner);
  }

  /** Resolves when all that was written to these channels until now has been printed. */
  async #drain(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const channel = this.#channels.get(name);
      for (let seen = -1; channel && !channel.ended; ) {
        // One turn of the event loop reads what is there.
        await turn();
        if (channel.reading && seen === channel.received) break;
        seen = channel.received;
      }
    }
  }

  #channel(name: string): Channel {
    let channel = this.#channels.get(name);
    if (channel === undefined) {
      let announce: Channel["announce"] = () => undefined;
      const owner = new Promise<Owner>((resolve) => {
        announce = resolve;
      });
      channel = { owner, announce, reading: false, received: 0, ended: false };
      this.#channels.set(name, channel);
    }
    return channel;
  }

  async #accept(socket: Socket): Promise<void> {
    const name = await firstLine(socket);
    if (name === undefined) return;
    const channel = this.#channel(name);
    const decoder = new StringDecoder("utf8");
    const owner = await channel.owner;
    const print = (text: string): void => {
      if (text !== "") this.#parts.print(text, owner);
    };
    socket.on("data", (data) => {
      channel.received += data.length;
      print(decoder.write(data));
      const room = this.#parts.room();
      if (room === undefined) return;
      socket.pause();
      channel.reading = false;
      void room.then(() => {
        channel.reading = true;
        socket.resume();
      });
    });
    socket.on("close", () => {
      print(decoder.end());
      channel.ended = true;
      this.#channels.delete(name);
    });
    socket.resume();
    channel.reading = true;
  }
}

/** The first line that comes; undefined, and the end of the socket, if that is too long. */
async function firstLine(socket: Socket): Promise<string | undefined> {
  let head = Buffer.alloc(0);
  for (;;) {
    const [data] = (await once(socket, "data")) as [Buffer];
    socket.pause();
    head = Buffer.concat([head, data]);
    const end = head.indexOf("\n");
    if (end >= 0) {
      socket.unshift(head.subarray(end + 1));
      return head.toString("latin1", 0, end);
    }
    if (head.length > longestName) {
      socket.destroy();
      return undefined;
    }
    socket.resume();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
