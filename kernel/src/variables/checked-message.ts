import type { FromPanel, Question } from "./protocol.js";

type Fields = Readonly<Record<string, unknown>>;

/** Children that are asked for at once, and bars of a histogram. */
const most = 1_000;
/** Steps that lead into a value. */
const deepest = 100;

/** What a panel sent, if it is as the protocol has it. Throws with the reason otherwise. */
export function checkedMessage(data: Fields): FromPanel {
  if (data.type === "refresh") return { type: "refresh" };
  if (!isQuestion(data.type))
    throw refused("type", `one of ${Object.keys(checks).join(", ")}`, data);
  if (!isCount(data.id)) throw refused("id", "a whole number", data);
  if (!isPath(data.path)) throw refused("path", "a name, then names and positions", data);
  checks[data.type](data);
  return data as unknown as Question;
}

const checks: Readonly<Record<Question["type"], (data: Fields) => void>> = {
  children: (data) => {
    if (!isCount(data.start)) throw refused("start", "a whole number", data);
    if (!isCount(data.count, most)) throw refused("count", `at most ${most}`, data);
  },
  child: () => undefined,
  statistics: () => undefined,
  histogram: (data) => {
    if (!isCount(data.bins, most) || data.bins === 0)
      throw refused("bins", `from 1 to ${most}`, data);
  },
  page: (data) => {
    const { at, channels, block } = data;
    if (!Array.isArray(at) || !at.every((position) => isCount(position)))
      throw refused("at", "positions", data);
    if (!isWindow(data.rows)) throw refused("rows", "an axis with start and end", data);
    if (data.columns !== undefined && !isWindow(data.columns))
      throw refused("columns", "an axis with start and end", data);
    if (channels !== undefined && !isCount(channels)) throw refused("channels", "an axis", data);
    if (block !== undefined && (!isCount(block) || block === 0))
      throw refused("block", "a whole number from 1", data);
  },
};

function isQuestion(type: unknown): type is Question["type"] {
  return typeof type === "string" && Object.hasOwn(checks, type);
}

function isCount(value: unknown, limit = Number.MAX_SAFE_INTEGER): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= limit;
}

function isPath(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > deepest) return false;
  return (
    typeof value[0] === "string" && value.every((step) => typeof step === "string" || isCount(step))
  );
}

function isWindow(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { axis, start, end } = value as Fields;
  return isCount(axis) && isCount(start) && isCount(end);
}

function refused(field: string, expected: string, data: Fields): TypeError {
  const got = JSON.stringify(data[field])?.slice(0, 80);
  return new TypeError(`Cannot answer: expected ${field} to be ${expected}, got ${got}`);
}
