type Names = Record<string, unknown>;

const globals = globalThis as unknown as Names;

/** Published names of all cells, in the user's thread. */
export class Session {
  readonly #cells = new Map<number, Names>();
  readonly #newest = new Map<string, number>();
  readonly #assignsGlobals: boolean;

  /** `assignsGlobals`: an assignment to a name that nobody declared makes a global of it. */
  constructor({ assignsGlobals = false } = {}) {
    this.#assignsGlobals = assignsGlobals;
  }

  /** The namespace of a cell. */
  namespace(cell: number): Names {
    let names = this.#cells.get(cell);
    if (names === undefined) {
      names = Object.create(null) as Names;
      this.#cells.set(cell, names);
    }
    return names;
  }

  /** Adds accessors to the namespace of a cell. Gives the names. */
  publish(cell: number, accessors: object): string[] {
    const names = Object.keys(accessors);
    Object.defineProperties(this.namespace(cell), Object.getOwnPropertyDescriptors(accessors));
    for (const name of names) {
      this.#newest.set(name, Math.max(cell, this.#newest.get(name) ?? 0));
    }
    return names;
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
