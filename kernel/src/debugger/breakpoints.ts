import type { Session } from "node:inspector/promises";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { RawPlace } from "./break-locations.js";
import { breakpointCondition } from "./breakpoint-condition.js";
import type { IsSessionName } from "./expression.js";
import type { Script, UserPlace } from "./script.js";

/** A breakpoint as the client has it. */
interface Breakpoint {
  readonly id: number;
  readonly path: string;
  readonly wanted: DebugProtocol.SourceBreakpoint;
  /** Where it stands in the user's text, once that is known. */
  place?: UserPlace;
  message?: string;
  /** What V8 calls it in each script. */
  readonly bound: Map<Script, Promise<string | undefined>>;
}

/** A place where V8 can stop, and what the user sees there. */
interface Stop {
  readonly raw: RawPlace;
  readonly place: UserPlace;
}

interface BreakpointsParts {
  readonly session: Session;
  readonly isPublished: IsSessionName;
  readonly onChange: (breakpoint: DebugProtocol.Breakpoint) => void;
}

/** Where V8 could stop in a script. */
export type Locations = () => Promise<readonly RawPlace[]>;

/** The breakpoints that the client set, in the scripts that they belong to. */
export class Breakpoints {
  readonly #parts: BreakpointsParts;
  readonly #byPath = new Map<string, Breakpoint[]>();
  readonly #byV8 = new Map<string, Breakpoint>();
  /** For a file that is not loaded: stops at its first line, where the others can be set. */
  readonly #entries = new Map<string, string>();
  #made = 0;

  constructor(parts: BreakpointsParts) {
    this.#parts = parts;
  }

  /** Whether breakpoints are set in a text. */
  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  /** Whether any is set in a file; `isCell` tells the paths of cells. */
  inFiles(isCell: (path: string) => boolean): boolean {
    return [...this.#byPath.keys()].some((path) => !isCell(path));
  }

  /**
   * Puts new breakpoints in place of those of a text. What the client sets once more stays as it is,
   * so that code which runs meanwhile stops at it: JupyterLab sends all of them with each change of
   * the tab.
   */
  async replace(path: string, wanted: readonly DebugProtocol.SourceBreakpoint[]): Promise<void> {
    const old = [...(this.#byPath.get(path) ?? [])];
    const made = wanted.map((wanted): Breakpoint => {
      const same = old.findIndex((each) => !each.message && isDeepStrictEqual(each.wanted, wanted));
      if (same >= 0) return old.splice(same, 1)[0]!;
      return { id: ++this.#made, path, wanted, bound: new Map() };
    });
    if (made.length > 0) this.#byPath.set(path, made);
    else {
      this.#byPath.delete(path);
      await this.#removeEntry(path);
    }
    const ids = await Promise.all(old.flatMap(({ bound }) => [...bound.values()]));
    await Promise.all(ids.map((id) => id !== undefined && this.#removeFromV8(id)));
  }

  /** Sets the breakpoints of a script's texts in it, each once. */
  async bind(script: Script, locations: Locations): Promise<void> {
    const waiting = script.paths.flatMap((path) => this.#byPath.get(path) ?? []);
    const open = waiting.filter(({ bound }) => !bound.has(script));
    const stops = open.length > 0 ? locations().then((found) => stopsIn(script, found)) : undefined;
    for (const breakpoint of open) {
      breakpoint.bound.set(
        script,
        stops!.then((stops) => this.#set(breakpoint, script, stops)),
      );
    }
    await Promise.all(waiting.map(({ bound }) => bound.get(script)));
    await Promise.all(script.paths.map((path) => this.#removeEntry(path)));
  }

  /** Says where breakpoints will stand, before there is a script; `script` is like it will be. */
  async foresee(script: Script, locations: readonly RawPlace[]): Promise<void> {
    const stops = stopsIn(script, locations);
    for (const breakpoint of script.paths.flatMap((path) => this.#byPath.get(path) ?? [])) {
      this.#settle(breakpoint, choose(stops, breakpoint));
      await this.#condition(breakpoint, script).catch(() => undefined);
    }
  }

  /** Lets a file that is not loaded yet stop at its first line. */
  async awaitFile(path: string): Promise<void> {
    for (const breakpoint of this.#byPath.get(path) ?? []) {
      breakpoint.message ??= "The file is not loaded yet.";
    }
    if (this.#entries.has(path) || !this.has(path)) return;
    const escaped = pathToFileURL(path).href.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const { breakpointId } = await this.#parts.session.post("Debugger.setBreakpointByUrl", {
      urlRegex: `^${escaped}([?#].*)?$`,
      lineNumber: 0,
      columnNumber: 0,
    });
    this.#entries.set(path, breakpointId);
  }

  /** The ids of the client's breakpoints among those that V8 stopped at. */
  hit(v8Ids: readonly string[] = []): number[] {
    return v8Ids.flatMap((id) => this.#byV8.get(id)?.id ?? []);
  }

  /** Whether V8 stopped only because a file begins to run. */
  isEntry(v8Ids: readonly string[] = []): boolean {
    const entries = [...this.#entries.values()];
    return v8Ids.length > 0 && v8Ids.every((id) => entries.includes(id));
  }

  /** Whether one stands exactly at a place. */
  standAt({ path, line, column }: UserPlace): boolean {
    const here = ({ place }: Breakpoint): boolean =>
      place?.line === line && place.column === column;
    return this.#byPath.get(path)?.some(here) ?? false;
  }

  /** A text's breakpoints in the form of the protocol. */
  of(path: string): DebugProtocol.Breakpoint[] {
    return (this.#byPath.get(path) ?? []).map(described);
  }

  /** All of them, by text. */
  all(): { source: string; breakpoints: object[] }[] {
    return [...this.#byPath].map(([source, made]) => ({
      source,
      breakpoints: made.map((breakpoint) => ({ ...breakpoint.wanted, ...described(breakpoint) })),
    }));
  }

  async clear(): Promise<void> {
    await Promise.all([...this.#byPath.keys()].map((path) => this.replace(path, [])));
  }

  async #set(
    breakpoint: Breakpoint,
    script: Script,
    stops: readonly Stop[],
  ): Promise<string | undefined> {
    const stop = choose(stops, breakpoint);
    try {
      const condition = await this.#condition(breakpoint, script);
      if (stop === undefined) return undefined;
      const { breakpointId } = await this.#parts.session.post("Debugger.setBreakpointByUrl", {
        url: script.url,
        ...stop.raw,
        ...(condition && { condition }),
      });
      this.#byV8.set(breakpointId, breakpoint);
      return breakpointId;
    } catch {
      // Another one stands there already, or its condition is not understood.
      return undefined;
    } finally {
      this.#settle(breakpoint, stop);
    }
  }

  async #condition(breakpoint: Breakpoint, script: Script): Promise<string | undefined> {
    const means = (name: string): boolean =>
      this.#parts.isPublished(name) && (script.meansSession?.(name) ?? false);
    try {
      return await breakpointCondition(breakpoint.id, breakpoint.wanted, means);
    } catch (error) {
      breakpoint.message = (error as Error).message;
      throw error;
    }
  }

  #settle(breakpoint: Breakpoint, stop: Stop | undefined): void {
    const before = JSON.stringify(described(breakpoint));
    if (stop) {
      breakpoint.place = stop.place;
      if (breakpoint.message?.startsWith("The file")) delete breakpoint.message;
    } else breakpoint.message ??= "There is no code on this line or after it.";
    const now = described(breakpoint);
    if (JSON.stringify(now) !== before) this.#parts.onChange(now);
  }

  async #removeEntry(path: string): Promise<void> {
    const entry = this.#entries.get(path);
    this.#entries.delete(path);
    if (entry !== undefined) await this.#removeFromV8(entry);
  }

  async #removeFromV8(breakpointId: string): Promise<void> {
    this.#byV8.delete(breakpointId);
    await this.#parts.session.post("Debugger.removeBreakpoint", { breakpointId });
  }
}

function described({ id, path, place, message, wanted }: Breakpoint): DebugProtocol.Breakpoint {
  return {
    id,
    verified: place !== undefined && message === undefined,
    line: place?.line ?? wanted.line,
    ...(place && { column: place.column }),
    ...(message && { message }),
    source: { name: basename(path), path },
  };
}

function stopsIn(script: Script, locations: readonly RawPlace[]): Stop[] {
  return locations.flatMap((raw): Stop[] => {
    const place = script.original(raw);
    return place ? [{ raw, place }] : [];
  });
}

/** The first place in the wanted line, at or after the wanted column, or in a line after it. */
function choose(stops: readonly Stop[], { path, wanted }: Breakpoint): Stop | undefined {
  const { line, column = 1 } = wanted;
  let best: Stop | undefined;
  for (const stop of stops) {
    const { place } = stop;
    if (place.path !== path) continue;
    if (place.line < line || (place.line === line && place.column < column)) continue;
    const isBetter =
      best === undefined ||
      place.line < best.place.line ||
      (place.line === best.place.line && place.column < best.place.column);
    if (isBetter) best = stop;
  }
  return best;
}
