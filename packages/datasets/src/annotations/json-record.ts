import { DataFileError, guarded } from "../data-file-error.js";
import { readWhole } from "../files/read-whole.js";

/** The longest text that the engine can hold has some 512 million characters. */
const limit = 512e6;

/** An object of a JSON file, whose fields are checked when they are read. */
export class JsonRecord {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #file: string;
  readonly #where: string;

  /** @throws DataFileError when the value is no object. */
  constructor(value: unknown, { file, where }: { file: string; where: string }) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new DataFileError(
        `Cannot read ${file}: ${where || "it"} must be an object, got ${inWords(value)}`,
      );
    }
    this.#fields = value as Record<string, unknown>;
    this.#file = file;
    this.#where = where;
  }

  /** Whether the field is there, and not null. */
  has(key: string): boolean {
    return Object.hasOwn(this.#fields, key) && this.#fields[key] !== null;
  }

  /** A field as it is. */
  value(key: string): unknown {
    return this.has(key) ? this.#fields[key] : undefined;
  }

  /** A whole number from 0 on. */
  id(key: string): number {
    const value = this.value(key);
    if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
    throw this.refusal(key, "a whole number from 0 on");
  }

  /** A whole number from 1 on. */
  side(key: string): number {
    const value = this.id(key);
    if (value > 0) return value;
    throw this.refusal(key, "a whole number from 1 on");
  }

  /** A finite number, from `least` on. */
  number(key: string, least = Number.NEGATIVE_INFINITY): number {
    const value = this.value(key);
    if (Number.isFinite(value) && (value as number) >= least) return value as number;
    throw this.refusal(key, `a finite number${least === 0 ? " from 0 on" : ""}`);
  }

  text(key: string): string {
    const value = this.value(key);
    if (typeof value === "string") return value;
    throw this.refusal(key, "a text");
  }

  /** 0 or 1, true or false. */
  flag(key: string): boolean {
    const value = this.value(key);
    if (value === 0 || value === 1 || typeof value === "boolean") return Boolean(value);
    throw this.refusal(key, "0 or 1");
  }

  /** Finite numbers, `length` of them where that is given. */
  numbers(key: string, length?: number): readonly number[] {
    const value = this.value(key);
    const fits = Array.isArray(value) && (length === undefined || value.length === length);
    if (fits && value.every(Number.isFinite)) return value;
    throw this.refusal(key, `a list of ${length === undefined ? "" : `${length} `}finite numbers`);
  }

  record(key: string): JsonRecord {
    return new JsonRecord(this.value(key), { file: this.#file, where: this.#at(key) });
  }

  /** What `make` gives of each record in a list. */
  each<T>(key: string, make: (record: JsonRecord, index: number) => T): T[] {
    const value = this.value(key);
    if (!Array.isArray(value)) throw this.refusal(key, "a list");
    return value.map((item, i) =>
      make(new JsonRecord(item, { file: this.#file, where: `${this.#at(key)}[${i}]` }), i),
    );
  }

  /** What `make` gives; what it throws is told with the field's place. */
  made<T>(key: string, make: () => T): T {
    try {
      return make();
    } catch (error) {
      const reason = (error as Error).message.replace(/^Cannot [^:]*: /, "");
      throw new DataFileError(`Cannot read ${this.#file}: ${this.#at(key)}: ${reason}`, {
        cause: error,
      });
    }
  }

  /** That a field is not what was expected. */
  refusal(key: string, expected: string): DataFileError {
    return new DataFileError(
      `Cannot read ${this.#file}: ${this.#at(key)} must be ${expected}, got ` +
        `${inWords(this.value(key))}; correct it, or leave it out`,
    );
  }

  #at(key: string): string {
    return this.#where === "" ? key : `${this.#where}.${key}`;
  }
}

/** The value in a JSON file. @throws DataFileError when it is none, or too long. */
export async function readJson(path: string): Promise<unknown> {
  const bytes = await readWhole(path, { limit });
  return guarded(path, () =>
    JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()),
  );
}

/** A value for an error: short however long, deep or strange it is. */
function inWords(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) {
    const short =
      value.length <= 6 && value.every((item) => typeof item !== "object" || item === null);
    return short ? JSON.stringify(value).slice(0, 60) : `a list of ${value.length}`;
  }
  if (typeof value === "object" && value !== null) return "an object";
  return JSON.stringify(value).slice(0, 60);
}
