const subscribe = 1;

/**
 * The topic that a message of a subscriber asks for; undefined if it is no subscription, or one to
 * a topic that is no text.
 */
export function subscribedTopic(frame: Uint8Array): string | undefined {
  if (frame[0] !== subscribe) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(frame.subarray(1));
  } catch {
    return undefined;
  }
}
