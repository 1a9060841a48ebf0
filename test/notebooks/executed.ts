import { execFile } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { basename, delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(__dirname, "../..");
const lab = join(root, ".lab");

/** What a cell showed, by MIME type; `stderr` and `stdout` for what it wrote. */
export type Shown = Readonly<Record<string, unknown>>;

/** A Plotly figure as an output carries it. */
export interface PlottedFigure {
  readonly data: readonly { type: string; name?: string; x: number[]; y: number[] }[];
  readonly frames?: readonly unknown[];
}

export const plotly = "application/vnd.plotly.v1+json";

/** A notebook that was executed, cell by cell. */
export class Executed {
  readonly #cells: ReadonlyMap<string, readonly Shown[]>;

  constructor(
    readonly seconds: number,
    cells: readonly NotebookCell[],
  ) {
    const code = cells.filter(({ cell_type }) => cell_type === "code");
    this.#cells = new Map(code.map(({ id, outputs }) => [id, outputs.map(shown)]));
  }

  /** Everything that the cells showed, or one of them, in order. */
  shown(id?: string): readonly Shown[] {
    if (id !== undefined && !this.#cells.has(id)) {
      throw new Error(`There is no code cell "${id}"; there are ${[...this.#cells.keys()]}`);
    }
    return id === undefined ? [...this.#cells.values()].flat() : this.#cells.get(id)!;
  }

  /** Whether the sample that ships was all that it found. */
  get sample(): boolean {
    return this.shown().some((output) => /This is a sample/.test(String(output["text/plain"])));
  }

  /** The last figure of a cell. */
  figure(id: string): PlottedFigure {
    const figures = this.shown(id).flatMap((output) => output[plotly] ?? []);
    return figures.at(-1) as PlottedFigure;
  }

  /** The heights of a curve in the last figure of a cell. */
  curve(id: string, name: string): readonly number[] {
    const trace = this.figure(id).data.find((each) => each.name === name);
    if (!trace) {
      throw new Error(`The figure of "${id}" has no curve "${name}"`);
    }
    return trace.y;
  }

  /** The number that `pattern`'s group matches in what a cell says. */
  number(id: string, pattern: RegExp): number {
    const said = this.shown(id).flatMap((output) => Object.values(output));
    const match = said.map((text) => pattern.exec(String(text))).find((each) => each);
    if (!match) {
      throw new Error(`"${id}" does not say ${pattern}, but: ${said.join("\n")}`);
    }
    return Number(match[1]);
  }
}

interface NotebookCell {
  readonly id: string;
  readonly cell_type: string;
  readonly outputs: readonly {
    output_type: string;
    name?: string;
    text?: string | string[];
    data?: Readonly<Record<string, unknown>>;
  }[];
}

function shown({ name, text, data }: NotebookCell["outputs"][number]): Shown {
  const joined = (value: unknown) => (Array.isArray(value) ? value.join("") : value);
  const entries = data ? Object.entries(data) : [[name ?? "", text] as const];
  return Object.fromEntries(entries.map(([key, value]) => [key, joined(value)]));
}

/** Values for constants of a notebook's cell `setup`. */
export type Parameters = Readonly<Record<string, unknown>>;

export interface ExecuteOptions {
  /** What constants of its cell `setup` are to be; as the notebook says, if left out. */
  readonly parameters?: Parameters;
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Runs a notebook from top to bottom in a fresh kernel, and leaves it in
 * `output/notebooks`.
 * @throws Error with the cell and its traceback when a cell fails.
 */
export async function execute(
  source: string,
  kernel: string,
  { parameters = {}, environment = {} }: ExecuteOptions = {},
): Promise<Executed> {
  const folder = join(root, "output/notebooks", kernel);
  mkdirSync(folder, { recursive: true });
  const name = basename(source);
  const output = join(folder, name);
  const script = join(__dirname, "execute.py");
  const { stdout } = await promisify(execFile)(
    python(),
    [script, kernel, source, output, "900", JSON.stringify(parameters)],
    { env: { ...jupyterEnvironment(), ...environment } },
  );
  const { seconds, failure } = JSON.parse(stdout.trim().split("\n").at(-1)!);
  if (failure) {
    throw new Error(`${name} on ${kernel}, see ${output}:\n${failure}`);
  }
  return new Executed(seconds, JSON.parse(readFileSync(output, "utf8")).cells);
}

/** The Python that notebooks are executed with. */
export function python(): string {
  const program = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";
  return process.env.ROSENBLATT_PYTHON || join(lab, "venv", program);
}

/** Finds the clone's own kernels also when Jest was not started by `npm test`. */
function jupyterEnvironment(): NodeJS.ProcessEnv {
  const kernels = [join(lab, "share/jupyter"), join(lab, "test/share/jupyter")];
  return { JUPYTER_PATH: kernels.join(delimiter), ...process.env };
}
