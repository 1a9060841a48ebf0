import { dirname } from "node:path";
import type { OutputItem } from "./output-log.js";

const library = dirname(__dirname);
const [red, plain] = ["\u001b[31m", "\u001b[39m"];

/** An error as an output; its stack ends where this library begins. */
export function errorItem(error: unknown): Extract<OutputItem, { output_type: "error" }> {
  const { name, message, stack = "" } = error instanceof Error ? error : thrown(error);
  const places = stack.split("\n").filter((line) => /^\s+at /.test(line));
  const border = places.findIndex((line) => line.includes(library));
  const own = border < 0 ? places : places.slice(0, border);
  const traceback = [`${red}${name}${plain}: ${message}`, ...own];
  return { output_type: "error", ename: name, evalue: message, traceback };
}

function thrown(value: unknown): { name: string; message: string; stack?: string } {
  return { name: "Thrown", message: String(value) };
}
