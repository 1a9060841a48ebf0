import type { Calls } from "../bridge/calls.js";
import type { SessionReport } from "../bridge/session-report.js";
import type { Question } from "../variables/protocol.js";
import type { CellWitness } from "./executor.js";
import { MemoryNotes } from "./memory-notes.js";
import type { Session } from "./session.js";
import { Setters } from "./setters.js";
import { TensorLedger } from "./tensor-ledger.js";

type Variables = typeof import("../variables/session-values.js");

/** Tells the protocol's thread of the session's values; what that takes is loaded when asked for. */
export class UserVariables implements CellWitness {
  readonly #ledger = new TensorLedger();
  readonly #notes = new MemoryNotes(this.#ledger);
  #setters: Setters | undefined;

  begin(cell: number): void {
    this.#notes.begin(cell);
  }

  end(cell: number): void {
    this.#notes.end(cell);
    this.#setters?.cellEnded(cell);
  }

  /** From now on answers what is asked over `calls` of a session. */
  answer(calls: Pick<Calls, "handle">, session: Session): void {
    const setters = new Setters(session);
    this.#setters = setters;
    const loaded = (): Variables => require("../variables/session-values.js");
    calls.handle("variables:watch", () => {
      setters.watch();
      this.#ledger.follow();
    });
    calls.handle("variables:list", (since: number): SessionReport => {
      const memory = this.#notes.since(since);
      const list = loaded().listValues(session.values(), (name) => ({
        owner: session.ownerOf(name)!,
        setter: setters.cellOf(name)!,
      }));
      return { ...list, memory };
    });
    calls.handle("variables:ask", (question: Question) =>
      loaded().answerOf(session.values(), question),
    );
    calls.handle("variables:remains", async () =>
      (await this.#ledger.collect()) ? this.#ledger.remains() : undefined,
    );
  }
}
