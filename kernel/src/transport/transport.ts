import type { Message, Outgoing } from "./message.js";

/** The channels on which requests arrive. */
export type RequestChannel = "shell" | "control";

/** The channels on which anything arrives. */
export type Channel = RequestChannel | "stdin";

/** What the kernel's core needs of its sockets. */
export interface Transport {
  /** Sends on iopub, to every client. */
  publish(message: Outgoing): void;
  /** Where the clients are behind: a promise that they have caught up. */
  room(): Promise<void> | undefined;
  /** Answers `request` on the channel that it came from. */
  reply(channel: RequestChannel, request: Message, message: Outgoing): void;
  /** Sends on stdin, to the client that sent `request`. Gives the message's id. */
  ask(request: Message, message: Outgoing): string;
  /** Calls back when every request that has already arrived on `channel` was delivered. */
  whenDrained(channel: RequestChannel, callback: () => void): void;
  /** Sends what is queued and closes the sockets. */
  close(): Promise<void>;
}

/** Where a transport delivers what it received. */
export interface Receiver {
  /** A request. */
  receive(channel: RequestChannel, message: Message): void;
  /** A client has subscribed to iopub. */
  joined(): void;
  /** What came on stdin: an answer. */
  answered(message: Message): void;
  /** A message that could not be accepted; it is not answered. */
  refused(channel: Channel, reason: Error): void;
}
