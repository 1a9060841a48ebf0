import { type Report, sizeOf } from "../bridge/messages.js";
import type { Shared } from "../bridge/shared.js";
import { aside, currentCell } from "./cell.js";
import { addToHost } from "./host.js";
import type { Captured, Sink } from "./sink.js";

type Send = (report: Report) => void;

/** Lets libraries take the output of code, and say which cell's output a callback makes. */
export function installCapture(): void {
  addToHost({
    /** Runs `work`; what it prints and shows, now and later, goes to `sink`. */
    capture: <T>(sink: Sink, work: () => T): T => {
      // Inherits, so that an interrupt of the cell is seen.
      return aside(Object.assign(Object.create(currentCell()), { sink }), work);
    },
    /** `callback` as part of the cell that runs now, whoever calls it, and whatever ended that. */
    bind: <A extends unknown[], T>(callback: (...values: A) => T): ((...values: A) => T) => {
      const { id, count, sink } = currentCell();
      return (...values) =>
        aside({ id, count, interrupted: false, sink }, () => callback(...values));
    },
  });
}

/** A `send` that gives the output of captured code to its sink instead. */
export function capturing(send: Send, shared: Pick<Shared, "release">): Send {
  return (report) => {
    const { sink } = currentCell();
    const captured = sink && capturedIn(report);
    if (captured === undefined) return send(report);
    shared.release(captured.size);
    sink!(captured.output);
  };
}

function capturedIn(report: Report): { output: Captured; size: number } | undefined {
  if (report.type === "stream") {
    const { type, name, text } = report;
    return { output: { type, name, text }, size: text.length };
  }
  if (report.type === "display") {
    const { type, display } = report;
    return { output: { type, ...display }, size: display.data.length };
  }
  if (report.type !== "message" || report.message.type !== "clear_output") return undefined;
  const { wait = false } = JSON.parse(report.message.content) as { wait?: boolean };
  return { output: { type: "clear", wait }, size: sizeOf(report.message) };
}
