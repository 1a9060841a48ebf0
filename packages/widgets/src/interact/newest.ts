/**
 * A function that asks for `work`, which reads the newest values itself. While one run of it is
 * under way, any number of requests make one further run.
 */
export function newest(work: () => unknown): () => void {
  let running = false;
  let asked = false;
  return function request(): void {
    asked = true;
    if (running) return;
    running = true;
    void run();
  };

  async function run(): Promise<void> {
    try {
      while (asked) {
        asked = false;
        const result = work();
        // What is synchronous ends in the turn in which it was asked for.
        if (result instanceof Promise) await result;
      }
    } finally {
      running = false;
    }
  }
}
