import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Remains, TensorMemory } from "../bridge/session-report.js";
import { currentCell } from "./cell.js";
import { addToHost } from "./host.js";

/** A library of tensors, as it tells the kernel of them. */
export interface TensorLibrary {
  memory(): TensorMemory;
  /** From now on tells of each tensor that is made, and of each whose memory is given back. */
  follow(listener: TensorListener): void;
}

/** Is told of tensors, each known by a number of its own. */
export interface TensorListener {
  made(tensor: { readonly id: number }, bytes: number): void;
  gone(tensor: { readonly id: number }): void;
}

interface Made {
  readonly account: Account;
  readonly bytes: number;
}

/** The tensors of one cell. */
class Account {
  lost: TensorMemory = { tensors: 0, bytes: 0 };
  held: TensorMemory = { tensors: 0, bytes: 0 };

  constructor(readonly cell: number) {}

  add(bytes: number): void {
    this.held = { tensors: this.held.tensors + 1, bytes: this.held.bytes + bytes };
  }

  remove(bytes: number): void {
    this.held = { tensors: this.held.tensors - 1, bytes: this.held.bytes - bytes };
  }

  lose(bytes: number): void {
    this.remove(bytes);
    this.lost = { tensors: this.lost.tensors + 1, bytes: this.lost.bytes + bytes };
  }
}

/** Tensors and bytes by which memory must have changed for lost ones to be looked for. */
const enough: TensorMemory = { tensors: 10, bytes: 1_000_000 };

/**
 * Which cell made which tensors. One that was collected as garbage without having been disposed of
 * is lost: its numbers stay in memory, and nothing can give them back.
 */
export class TensorLedger {
  readonly #libraries: TensorLibrary[] = [];
  readonly #accounts = new Map<number, Account>();
  #following = false;
  readonly #known = new Account(0);
  #looked: TensorMemory = { tensors: 0, bytes: 0 };
  #collectGarbage: (() => void) | undefined;

  constructor() {
    addToHost({ addTensorLibrary: (library: TensorLibrary) => this.#add(library) });
  }

  /** Undefined where no library tells of any. */
  memory(): TensorMemory | undefined {
    if (this.#libraries.length === 0) return undefined;
    const all = this.#libraries.map((library) => library.memory());
    return all.reduce((sum, { tensors, bytes }) => ({
      tensors: sum.tensors + tensors,
      bytes: sum.bytes + bytes,
    }));
  }

  /** From now on knows who made a tensor; that costs half a microsecond for each. */
  follow(): void {
    if (this.#following) return;
    this.#following = true;
    for (const library of this.#libraries) this.#follow(library);
  }

  /** Looks for lost tensors, if there are many more or fewer than when it last did so. */
  async collect(): Promise<boolean> {
    if (!this.#hasChanged()) return false;
    this.#collectGarbage ??= collector();
    this.#collectGarbage();
    // A cell may make tensors meanwhile: they were not looked at.
    this.#looked = this.#known.held;
    // What was collected is told in a turn of its own.
    await new Promise((resolve) => setTimeout(resolve, 20));
    return true;
  }

  /** What cells have left, in the order in which they ran. */
  remains(): Remains[] {
    return [...this.#accounts.values()]
      .filter(({ lost, held }) => lost.tensors > 0 || held.tensors > 0)
      .map(({ cell, lost, held }) => ({ cell, lost, held }));
  }

  #hasChanged(): boolean {
    const [now, before] = [this.#known.held, this.#looked];
    return (
      Math.abs(now.tensors - before.tensors) >= enough.tensors ||
      Math.abs(now.bytes - before.bytes) >= enough.bytes
    );
  }

  #add(library: TensorLibrary): void {
    this.#libraries.push(library);
    if (this.#following) this.#follow(library);
  }

  #follow(library: TensorLibrary): void {
    const live = new Map<number, Made>();
    const drop = (id: number): Made | undefined => {
      const made = live.get(id);
      if (made === undefined) return undefined;
      live.delete(id);
      this.#known.remove(made.bytes);
      return made;
    };
    const collected = new FinalizationRegistry<number>((id) => {
      const made = drop(id);
      made?.account.lose(made.bytes);
    });
    library.follow({
      made: (tensor, bytes) => {
        const account = this.#account(currentCell().id);
        account.add(bytes);
        live.set(tensor.id, { account, bytes });
        collected.register(tensor, tensor.id, tensor);
        this.#known.add(bytes);
      },
      gone: (tensor) => {
        const made = drop(tensor.id);
        if (made === undefined) return;
        made.account.remove(made.bytes);
        collected.unregister(tensor);
      },
    });
  }

  #account(cell: number): Account {
    let account = this.#accounts.get(cell);
    if (account === undefined) {
      account = new Account(cell);
      this.#accounts.set(cell, account);
    }
    return account;
  }
}

/** Node's garbage collector, which is out of reach unless one asks for it. */
function collector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  setFlagsFromString("--no-expose-gc");
  return collect;
}
