type Names = Record<string, unknown>;

const globals = globalThis as unknown as Names;

/** Published names of all cells, in the user's thread. */
export class Session {
  readonly #cells = new Map<number, Names>();
  readonly #newest = new Map<string, number>();
  /** How many names each cell owns. */
  readonly #owned = new Map<number, number>();
  readonly #assignsGlobals: boolean;

  /** `assignsGlobals`: an assignment to a name that nobody declared makes a global of it. */
  constructor({ assignsGlobals = false } = {}) {
    this.#assignsGlobals = assignsGlobals;
  }

  /** The names of an earlier cell; those of the session if all of them were declared anew since. */
  earlier(cell: number): object {
    return this.#cells.get(cell) ?? this.late;
  }

  /** Adds accessors to the namespace of a cell. Gives the names. */
  publish(cell: number, accessors: object): string[] {
    const names = Object.keys(accessors);
    const namespace = this.#cells.get(cell) ?? (Object.create(null) as Names);
    Object.defineProperties(namespace, Object.getOwnPropertyDescriptors(accessors));
    this.#cells.set(cell, namespace);
    for (const name of names) this.#own(name, cell);
    this.#release(cell);
    return names;
  }

  /** The newest cell that declares a name owns it. */
  #own(name: string, cell: number): void {
    const before = this.#newest.get(name);
    if (before !== undefined && before >= cell) return;
    this.#newest.set(name, cell);
    this.#owned.set(cell, (this.#owned.get(cell) ?? 0) + 1);
    if (before === undefined) return;
    this.#owned.set(before, this.#owned.get(before)! - 1);
    this.#release(before);
  }

  /** Lets the values of a cell go when it owns none of its names any more. */
  #release(cell: number): void {
    if ((this.#owned.get(cell) ?? 0) > 0) return;
    this.#owned.delete(cell);
    this.#cells.delete(cell);
  }

  /** Names that were unknown when a cell was compiled: looked up each time, newest cell first. */
  readonly late: object = new Proxy(Object.create(null) as object, {
    get: (_target, name: string) => this.#owner(name)[name],
    set: (_target, name: string, value: unknown) => {
      const owner = this.#assignsGlobals ? (this.#find(name) ?? globals) : this.#owner(name);
      owner[name] = value;
      return true;
    },
  });

  /** The same for `typeof`, which must not throw. */
  readonly soft: object = new Proxy(Object.create(null) as object, {
    get: (_target, name: string) => (this.#find(name) as Names | undefined)?.[name],
  });

  /** Forgets all names; code that holds on to them keeps them. */
  clear(): void {
    this.#newest.clear();
    this.#owned.clear();
    this.#cells.clear();
  }

  /** The values that all names have now; those that have none yet are left out. */
  values(): object {
    const values = Object.create(null) as Names;
    for (const [name, cell] of this.#newest) {
      try {
        values[name] = this.#cells.get(cell)?.[name];
      } catch {
        // Its declaration has not been reached.
      }
    }
    return values;
  }

  /** The cell that declared a name. */
  ownerOf(name: string): number | undefined {
    return this.#newest.get(name);
  }

  #owner(name: string): Names {
    const owner = this.#find(name);
    if (owner === undefined) throw new ReferenceError(`${name} is not defined`);
    return owner;
  }

  #find(name: string): Names | undefined {
    const cell = this.#newest.get(name);
    if (cell !== undefined) return this.#cells.get(cell);
    return name in globalThis ? globals : undefined;
  }
}
