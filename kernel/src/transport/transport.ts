import type { Message, Outgoing } from "./message.js";

/** The channels on which requests arrive. */
export type RequestChannel = "shell" | "control";

/** What the kernel's core needs of its sockets. */
export interface Transport {
  /** Sends on iopub, to every client. */
  publish(message: Outgoing): void;
  /** Answers `request` on the channel that it came from. */
  reply(channel: RequestChannel, request: Message, message: Outgoing): void;
  /** Calls back when every request that has already arrived on `channel` was delivered. */
  whenDrained(channel: RequestChannel, callback: () => void): void;
  /** Sends what is queued and closes the sockets. */
  close(): Promise<void>;
}

/** Where a transport delivers what it received. */
export interface Receiver {
  receive(channel: RequestChannel, message: Message): void;
  /** A message that could not be accepted; it is not answered. */
  refused(channel: RequestChannel, reason: Error): void;
}
