import { always } from "../model/always.js";

/**
 * A function that asks for `work`, which reads the newest values itself. While one run of it is
 * under way, any number of requests make one further run.
 */
export function newest(work: () => unknown): () => void {
  let running = false;
  let asked = false;

  function request(): void {
    asked = true;
    if (running) return;
    running = true;
    run();
  }

  /** What is synchronous ends in the turn in which it was asked for. */
  function run(): void {
    let result: unknown;
    always(
      () => {
        while (asked && !(result instanceof Promise)) {
          asked = false;
          result = work();
        }
      },
      () => {
        running = result instanceof Promise;
      },
    );
    if (result instanceof Promise) void result.finally(again);
  }

  function again(): void {
    running = asked;
    if (asked) run();
  }

  return request;
}
