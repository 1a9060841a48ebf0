/** The next turn of the event loop: displays go out, and an interrupt comes in. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
