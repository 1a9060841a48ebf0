/**
 * What a field of a message's content must be: the name of a type, or the values that it may have
 * with bars between. A question mark makes it optional.
 */
type Fields = Readonly<Record<string, string>>;

const position: Fields = { code: "string", cursor_pos: "integer" };
const comm: Fields = { comm_id: "string", data: "object?" };

/** Protocol 5.5, message by message; fields that it does not name are let through. */
const messages: Readonly<Record<string, Fields>> = {
  execute_request: {
    code: "string",
    silent: "boolean?",
    store_history: "boolean?",
    user_expressions: "object?",
    allow_stdin: "boolean?",
    stop_on_error: "boolean?",
  },
  inspect_request: { ...position, detail_level: "0|1?" },
  complete_request: position,
  history_request: { hist_access_type: "range|tail|search", output: "boolean?", raw: "boolean?" },
  is_complete_request: { code: "string" },
  connect_request: {},
  comm_info_request: { target_name: "string?" },
  kernel_info_request: {},
  shutdown_request: { restart: "boolean?" },
  interrupt_request: {},
  debug_request: { seq: "integer", command: "string", arguments: "object?" },
  usage_request: {},
  create_subshell_request: {},
  delete_subshell_request: { subshell_id: "string" },
  list_subshell_request: {},
  comm_open: { ...comm, target_name: "string", target_module: "string?" },
  comm_msg: comm,
  comm_close: comm,
  input_reply: { value: "string" },
};

/** What a `history_request` has beside, by its way of access. */
const histories: Readonly<Record<string, Fields>> = {
  range: { session: "integer?", start: "integer?", stop: "integer?" },
  tail: { n: "integer?" },
  search: { pattern: "string?", unique: "boolean?", n: "integer?" },
};

/** Throws an `Error` that names the first field of `content` which is not as the protocol has it. */
export function checkRequest(type: string, content: Readonly<Record<string, unknown>>): void {
  const access = type === "history_request" ? histories[String(content.hist_access_type)] : {};
  for (const [field, kind] of Object.entries({ ...messages[type], ...access })) {
    const value = content[field];
    const expected = kind.replace("?", "");
    if ((kind.endsWith("?") && value == null) || isA(expected, value)) continue;
    const wanted = expected.replaceAll("|", " or ");
    throw new Error(`Cannot accept ${type}: expected ${field} as ${wanted}, got ${named(value)}`);
  }
}

function isA(kind: string, value: unknown): boolean {
  if (kind === "integer") return Number.isSafeInteger(value);
  if (kind === "object") return typeof value === "object" && !Array.isArray(value);
  if (kind.includes("|")) return kind.split("|").includes(String(value));
  return typeof value === kind;
}

function named(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" || typeof value === "string" ? typeof value : String(value);
}
