import { readFileSync } from "node:fs";

/** What a Jupyter client writes into the connection file. */
export interface Connection {
  readonly ip: string;
  readonly transport: string;
  readonly key: string;
  readonly signature_scheme: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
}

const fields: Readonly<Record<keyof Connection, "string" | "number">> = {
  ip: "string",
  transport: "string",
  key: "string",
  signature_scheme: "string",
  shell_port: "number",
  iopub_port: "number",
  stdin_port: "number",
  control_port: "number",
  hb_port: "number",
};

/** Reads a connection file; throws an `Error` that names the file and what is wrong with it. */
export function readConnection(file: string): Connection {
  const fail = (expected: string, got: string): Error =>
    new Error(`Cannot read connection file ${file}: expected ${expected}, got ${got}`);
  let parsed: Record<string, unknown>;
  try {
    parsed = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  } catch (error) {
    throw fail("a JSON file written by a Jupyter client", (error as Error).message);
  }
  for (const [name, type] of Object.entries(fields)) {
    if (typeof parsed[name] !== type) throw fail(`a ${type} ${name}`, String(parsed[name]));
  }
  return parsed as unknown as Connection;
}

/** The address of a port, as ZeroMQ wants it. */
export function address({ transport, ip }: Connection, port: number): string {
  return `${transport}://${ip}${transport === "tcp" ? ":" : "-"}${port}`;
}
