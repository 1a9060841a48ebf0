/** Where a buffer belongs in a state: keys and indices from the outside in. */
export type BufferPath = readonly (string | number)[];

/** A state in the form in which it crosses a comm: JSON, and bytes beside it. */
export interface Separated {
  readonly state: Record<string, unknown>;
  readonly buffer_paths: readonly BufferPath[];
  readonly buffers: readonly Uint8Array[];
}

/** Takes all bytes out of a state, which itself stays as it is: of lists null is left of them. */
export function separate(state: Readonly<Record<string, unknown>>): Separated {
  const buffer_paths: BufferPath[] = [];
  const buffers: Uint8Array[] = [];
  const walk = (value: unknown, path: BufferPath): unknown => {
    const bytes = asBytes(value);
    if (bytes !== undefined) {
      buffer_paths.push(path);
      buffers.push(bytes);
      return typeof path.at(-1) === "number" ? null : undefined;
    }
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    return isPlain(value) ? walkObject(value, path) : value;
  };
  const walkObject = (object: Readonly<Record<string, unknown>>, path: BufferPath) => {
    const walked: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(object)) {
      const rest = walk(value, [...path, key]);
      if (rest !== undefined) walked[key] = rest;
    }
    return walked;
  };
  return { state: walkObject(state, []), buffer_paths, buffers };
}

/** Puts bytes back where they belong; the state given is changed. */
export function join(
  state: Record<string, unknown>,
  { buffer_paths, buffers }: Omit<Separated, "state">,
): void {
  buffer_paths.forEach((path, index) => {
    let owner: Record<string | number, unknown> = state;
    for (const key of path.slice(0, -1)) owner = owner[key] as typeof owner;
    owner[path.at(-1)!] = buffers[index];
  });
}

/** Whether a value is an object that JSON shows by its keys. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function asBytes(value: unknown): Uint8Array | undefined {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (!ArrayBuffer.isView(value)) return undefined;
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}
