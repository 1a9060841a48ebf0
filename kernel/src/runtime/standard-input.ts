import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";

interface StandardInputParts {
  /** Asks the front end for a line. */
  readonly ask: () => Promise<string>;
  /** The answer that says that there is nothing more. */
  readonly end: string;
  /** The number of the cell whose code is running. */
  readonly cell: () => number;
}

/**
 * Makes `process.stdin` ask the front end for a line whenever somebody reads from it, as `readline`
 * does: nobody types into the kernel's own. Each cell has one of its own: what is left reading when
 * a cell ends is ended with it, and must not end what the next cell reads.
 */
export function installStandardInput(parts: StandardInputParts): void {
  let stream: Readable | undefined;
  let owner: number | undefined;
  const get = (): Readable => {
    const cell = parts.cell();
    if (stream === undefined || stream.destroyed || owner !== cell) stream = standardInput(parts);
    owner = cell;
    return stream;
  };
  Object.defineProperty(process, "stdin", { get, configurable: true, enumerable: true });
}

function standardInput({ ask, end }: StandardInputParts): Readable {
  let lines = 0;
  const next = async (stream: Readable): Promise<void> => {
    // Who has what it wanted stops reading first.
    if (lines > 0) await nextTurn();
    try {
      const line = await ask();
      lines++;
      stream.push(line === end ? null : `${line}\n`);
    } catch (error) {
      // A reader that is left over when its cell ends was not waiting for anything.
      const isOver = lines > 0 || (error as Error).name === "KeyboardInterrupt";
      stream.destroy(isOver ? undefined : (error as Error));
    }
  };
  const stream = new Readable({ read: () => void next(stream) });
  return Object.assign(stream, { fd: 0, isTTY: false });
}
