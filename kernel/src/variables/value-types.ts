import { maskSecrets } from "../display/secrets.js";
import { declaredType } from "../language/declared-type.js";
import type { TypeService } from "../language/type-service.js";

/** Types that are told together. */
const together = 20;
/** Characters of a type. */
const longest = 300;

/** A name and the cell that declared it. */
export interface Declared {
  readonly name: string;
  readonly owner: number;
}

/** Finds out by and by what TypeScript says that names are; asks once for each declaration. */
export class ValueTypes {
  readonly #types: Pick<TypeService, "inspect">;
  readonly #known = new Map<string, { readonly owner: number; readonly type: string }>();
  #turn = 0;

  constructor(types: Pick<TypeService, "inspect">) {
    this.#types = types;
  }

  /** The types of all names that are known. */
  all(): Record<string, string> {
    return Object.fromEntries([...this.#known].map(([name, { type }]) => [name, type]));
  }

  /** Finds the types of these names, the newest first; a later call takes the place of this one. */
  async find(
    declared: readonly Declared[],
    tell: (types: Record<string, string>) => void,
  ): Promise<void> {
    const turn = ++this.#turn;
    const names = new Set(declared.map(({ name }) => name));
    for (const name of this.#known.keys()) if (!names.has(name)) this.#known.delete(name);
    const unknown = declared.filter(({ name, owner }) => this.#known.get(name)?.owner !== owner);
    let found: Record<string, string> = {};
    for (const { name, owner } of unknown.reverse()) {
      const inspection = await this.#types.inspect(name, name.length).catch(() => undefined);
      if (turn !== this.#turn) break;
      const type = declaredType(inspection, name);
      if (type === undefined) continue;
      const text = shown(type);
      this.#known.set(name, { owner, type: text });
      found[name] = text;
      if (Object.keys(found).length < together) continue;
      tell(found);
      found = {};
    }
    if (Object.keys(found).length > 0) tell(found);
  }
}

/** A literal's type is its value, which is shown anyway. */
function shown(type: string): string {
  if (/^-?[\d.]+(e[+-]?\d+)?$/i.test(type)) return "number";
  if (/^-?\d+n$/.test(type)) return "bigint";
  if (/^(true|false)$/.test(type)) return "boolean";
  if (/^("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')$/.test(type)) return "string";
  const text = maskSecrets(type.replace(/\s+/g, " "));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
