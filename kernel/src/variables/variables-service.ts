import type { Calls } from "../bridge/calls.js";
import type { MemoryNote, NamedSummary, Remains, SessionReport } from "../bridge/session-report.js";
import type { Comm } from "../comms/comm.js";
import type { TypeSettings } from "../core/types-gate.js";
import type { TypeService } from "../language/type-service.js";
import { leaksOf } from "./leaks.js";
import type { CellOrigin, Leak, Question, Variable } from "./protocol.js";
import type { Found } from "./session-values.js";
import { ValueTypes } from "./value-types.js";
import { type Known, type NumberedPoint, VariablesComm } from "./variables-comm.js";

/** Milliseconds for which more cells are waited for, and at most all in all. */
const pause = 40;
const longest = 400;
/** Milliseconds without a cell before lost tensors are looked for, which stops the thread a while. */
const rest = 500;
/** Points of memory that are kept. */
const most = 500;

interface VariablesServiceParts {
  readonly calls: Pick<Calls, "call">;
  readonly originOf: (cell: number) => CellOrigin | undefined;
  readonly types: Pick<TypeService, "inspect">;
  readonly settings: Pick<TypeSettings, "mode">;
}

/** Keeps panels told of the session's values after each cell; without a panel it does nothing. */
export class VariablesService {
  readonly #parts: VariablesServiceParts;
  readonly #types: ValueTypes;
  readonly #comms = new Set<VariablesComm>();
  #known: Known = { variables: [], left: 0, memory: [] };
  #leaks: readonly Leak[] = [];
  #due: NodeJS.Timeout | undefined;
  #since = 0;
  #looking: NodeJS.Timeout | undefined;

  constructor(parts: VariablesServiceParts) {
    this.#parts = parts;
    this.#types = new ValueTypes(parts.types);
  }

  /** Serves a panel at the other end of a comm. */
  open(comm: Comm): void {
    const served = new VariablesComm(comm, {
      ask: (question: Question) => this.#parts.calls.call<Found>("variables:ask", question),
      refresh: () => this.cellEnded(),
    });
    this.#comms.add(served);
    comm.onClose = () => this.#comms.delete(served);
    void this.#parts.calls.call("variables:watch").catch(() => undefined);
    if (this.#leaks.length > 0) served.send({ type: "leaks", leaks: this.#leaks });
    const types = this.#types.all();
    if (Object.keys(types).length > 0) served.send({ type: "types", types });
    this.cellEnded();
  }

  cellBegins(): void {
    clearTimeout(this.#looking);
  }

  cellEnded(): void {
    if (this.#comms.size === 0) return;
    const now = performance.now();
    if (this.#due === undefined) this.#since = now;
    clearTimeout(this.#due);
    const left = this.#since + longest - now;
    this.#due = setTimeout(() => void this.#list(), Math.max(0, Math.min(pause, left)));
  }

  async #list(): Promise<void> {
    this.#due = undefined;
    const { calls, settings } = this.#parts;
    const last = this.#known.memory.at(-1)?.number ?? 0;
    const report = await calls.call<SessionReport>("variables:list", last).catch(() => undefined);
    if (report === undefined) return;
    const { variables, left } = report;
    const memory = [...this.#known.memory, ...this.#points(report.memory)].slice(-most);
    this.#known = { variables: variables.map((one) => this.#variable(one)), left, memory };
    this.#everyone((comm) => comm.tell(this.#known));
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => void this.#look(), rest);
    if (settings.mode === "off") return;
    await this.#types.find(variables, (types) =>
      this.#everyone((comm) => comm.send({ type: "types", types })),
    );
  }

  /** Tells of tensors that are left behind. */
  async #look(): Promise<void> {
    const { calls, originOf } = this.#parts;
    const remains = await calls
      .call<Remains[] | undefined>("variables:remains")
      .catch(() => undefined);
    if (remains === undefined) return;
    const before = JSON.stringify(this.#leaks);
    this.#leaks = leaksOf(remains, originOf);
    const leaks = this.#leaks;
    if (JSON.stringify(leaks) !== before)
      this.#everyone((comm) => comm.send({ type: "leaks", leaks }));
  }

  #variable({ setter, owner, ...summary }: NamedSummary): Variable {
    const cell = this.#parts.originOf(setter) ?? this.#parts.originOf(owner);
    return { ...summary, ...(cell && { cell }) };
  }

  /** The notes of cells of the notebook. */
  #points(notes: readonly MemoryNote[]): NumberedPoint[] {
    return notes.flatMap(({ number, cell: id, ...memory }) => {
      const cell = this.#parts.originOf(id);
      return cell ? [{ number, point: { cell, ...memory } }] : [];
    });
  }

  #everyone(tell: (comm: VariablesComm) => void): void {
    for (const comm of this.#comms) tell(comm);
  }
}
