/** What a field of a request's content must be. A question mark makes it optional. */
type Kind = "string" | "number" | "boolean" | "string?" | "number?" | "boolean?" | "object?";

const requests: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  execute_request: {
    code: "string",
    silent: "boolean?",
    store_history: "boolean?",
    stop_on_error: "boolean?",
  },
  complete_request: { code: "string", cursor_pos: "number" },
  inspect_request: { code: "string", cursor_pos: "number" },
  is_complete_request: { code: "string" },
  shutdown_request: { restart: "boolean?" },
  history_request: { hist_access_type: "string" },
  comm_open: { comm_id: "string", target_name: "string", data: "object?" },
  comm_msg: { comm_id: "string", data: "object?" },
  comm_close: { comm_id: "string", data: "object?" },
  comm_info_request: { target_name: "string?" },
};

/** Throws an `Error` that names the first field of `content` which is not as the protocol has it. */
export function checkRequest(type: string, content: Readonly<Record<string, unknown>>): void {
  for (const [field, kind] of Object.entries(requests[type] ?? {})) {
    const value = content[field];
    if (kind.endsWith("?") && value == null) continue;
    const expected = kind.replace("?", "");
    const got = typeof value;
    if (got === expected) continue;
    throw new Error(`Cannot answer ${type}: expected a ${expected} ${field}, got ${got}`);
  }
}
