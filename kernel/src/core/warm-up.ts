import type { Receiver } from "../transport/transport.js";

/** Milliseconds without a request after which none is waited for. */
const patience = 200;

/**
 * Passes on what arrives. Calls `warm`, once, when the first request was answered or none comes:
 * what only cells need is not loaded before the kernel has said that it is ready.
 */
export function warmingUp(receiver: Receiver, warm: () => void): Receiver {
  let begun = false;
  const begin = (): void => {
    if (!begun) setImmediate(warm);
    begun = true;
  };
  setTimeout(begin, patience);
  return {
    receive: (channel, message) => {
      receiver.receive(channel, message);
      begin();
    },
    joined: () => receiver.joined(),
    answered: (message) => receiver.answered(message),
    refused: (channel, reason) => receiver.refused(channel, reason),
  };
}
