import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "@jest/globals";
import { jupyterData, python } from "./kernel-client";

const root = join(__dirname, "..", "..");

interface Output {
  readonly output_type: string;
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
  readonly ename?: string;
  readonly evalue?: string;
}

interface NotebookCell {
  readonly id: string;
  readonly outputs?: readonly Output[];
}

/** What cells showed in a notebook that was written for tslab, run through nbclient. */
class Executed {
  readonly #cells: readonly NotebookCell[];

  constructor(cells: readonly NotebookCell[]) {
    this.#cells = cells;
  }

  #outputs(id: string): readonly Output[] {
    return this.#cells.find((cell) => cell.id === id)!.outputs!;
  }

  /** All that a cell wrote, and the plain text of its value. */
  text(id: string): string {
    return this.#outputs(id)
      .flatMap(({ output_type, text, data }) =>
        output_type === "execute_result" ? (data?.["text/plain"] ?? []) : (text ?? []),
      )
      .join("");
  }

  /** What it displayed, each by one MIME type, in order. */
  displayed(id: string): readonly (readonly [type: string, content: string])[] {
    const shown = this.#outputs(id).filter(({ output_type }) => output_type === "display_data");
    return shown.flatMap(({ data }) =>
      Object.entries(data!).map(([type, content]) => [type, [content].flat().join("")] as const),
    );
  }

  error(id: string): Pick<Output, "ename" | "evalue"> | undefined {
    return this.#outputs(id).find(({ output_type }) => output_type === "error");
  }
}

/** Runs a notebook in a folder of its own, where tslab is not installed. */
async function execute(name: string, kernel = "rosenblatt"): Promise<Executed> {
  const folder = mkdtempSync(join(tmpdir(), "tslab-"));
  const source = join(folder, `${name}.ipynb`);
  copyFileSync(join(__dirname, "fixtures", "tslab", `${name}.ipynb`), source);
  mkdirSync(join(folder, "node_modules"));
  const scope = join("node_modules", "@tensorflow");
  symlinkSync(join(root, scope), join(folder, scope));
  const script = join(root, "test", "notebooks", "execute.py");
  const output = join(folder, "executed.ipynb");
  const env = { ...process.env, JUPYTER_DATA_DIR: jupyterData() };
  const options = [script, kernel, source, output, "120"];
  const { stdout } = await promisify(execFile)(python(), options, { env });
  const { failure } = JSON.parse(stdout.trim().split("\n").at(-1)!);
  if (failure) throw new Error(`${name}: ${failure}`);
  return new Executed(JSON.parse(readFileSync(output, "utf8")).cells);
}

/** Each runs in a process of its own; they share the machine. */
const notebooks = new Map<string, Promise<Executed>>();
beforeAll(async () => {
  for (const name of ["basics", "display", "errors", "modules", "tensorflow"]) {
    notebooks.set(name, execute(name));
  }
  notebooks.set("javascript", execute("javascript", "rosenblatt-javascript"));
  await Promise.allSettled(notebooks.values());
});

test("a notebook of basics runs unchanged", async () => {
  const notebook = await notebooks.get("basics")!;
  expect(notebook.text("hello")).toBe("Welcome to the notebook\nNode.js runs: true\n");
  expect(notebook.text("block")).toBe("collatz(27) = 111\n");
  expect(notebook.text("class")).toBe("Rex barks\n");
  expect(notebook.text("value")).toBe("[ 'Large', Dog { name: 'Ada' } ]");
  expect(notebook.text("await")).toBe("'waited: true'");
  expect(notebook.text("promise")).toBe("Promise { <pending; await it> }");
  expect(notebook.text("imports")).toBe("[ 'function', 'string', 2 ]");
  expect(notebook.text("destructuring")).toBe("{ total: 3, a: 'x', c: 'y' }");
  expect(notebook.text("assignment")).toBe("13 xy\n");
});

test("a notebook of displays runs unchanged, without tslab", async () => {
  const notebook = await notebooks.get("display")!;
  expect(notebook.displayed("html")).toEqual([
    ["text/html", 'Some <b style="color:teal">bold</b> text'],
  ]);
  const types = (id: string) => notebook.displayed(id).map(([type]) => type);
  expect(types("markdown")).toEqual(["text/markdown", "text/latex"]);
  expect(types("svg")).toEqual(["image/svg+xml"]);
  const pixel = expect.stringMatching(/^iVBORw0KGgo.*=/);
  expect(notebook.displayed("png")).toEqual([
    ["image/png", pixel],
    ["image/png", pixel],
  ]);
  expect(types("others")).toEqual(["text/javascript", "text/plain", "application/json"]);
  // Its display was replaced until the last time.
  expect(notebook.displayed("progress")).toEqual([["text/plain", "finished"]]);
  expect(notebook.text("versions")).toBe("[ true, true ]");
});

test("a notebook of errors runs unchanged, and shows each at its cell", async () => {
  const notebook = await notebooks.get("errors")!;
  const note = (id: string) => JSON.stringify(notebook.displayed(id));
  expect(note("declared")).toContain("Type 'string' is not assignable to type 'number'");
  expect(note("assigned")).toContain("Type 'string' is not assignable to type 'number'");
  expect(notebook.error("unknown")).toMatchObject({ ename: "ReferenceError" });
  expect(notebook.error("syntax")).toMatchObject({ ename: "SyntaxError" });
  expect(notebook.error("thrown")).toMatchObject({ ename: "RangeError", evalue: "too far" });
  expect(notebook.error("rejected")).toMatchObject({ ename: "Error", evalue: "refused" });
  expect(notebook.text("caught")).toBe("too far\n");
});

test("a notebook of modules in cells runs unchanged: TypeScript, JSX, for the browser", async () => {
  const notebook = await notebooks.get("modules")!;
  expect(notebook.text("define")).toBe("");
  expect(notebook.text("use")).toBe("212 100 boiling,default,toFahrenheit\n");
  expect(notebook.text("second-use")).toBe("'20 C is 68 F'");
  expect(notebook.displayed("jsx-use")).toEqual([
    ["text/html", '<ul id="items"><li>a</li><li>b</li></ul>'],
  ]);
  const [[type, code]] = notebook.displayed("browser") as [[string, string]];
  const element = { textContent: "" };
  await new Function("element", `return ${code}`)(element);
  expect([type, element.textContent]).toEqual(["text/javascript", "In the browser: 32"]);
  for (const id of ["use", "second-use", "define", "second"]) {
    expect(notebook.displayed(id)).toEqual([]);
  }
});

test("a notebook with TensorFlow.js runs unchanged", async () => {
  const notebook = await notebooks.get("tensorflow")!;
  expect(notebook.text("model")).toContain("Total params: 2");
  expect(notebook.text("fit")).toBe("true");
  expect(notebook.displayed("predict")).toContainEqual(["text/markdown", "At 10: **19**"]);
  expect(notebook.text("predict")).toBe("6");
});

test("a notebook for tslab's JavaScript kernel runs unchanged on ours", async () => {
  const notebook = await notebooks.get("javascript")!;
  expect(notebook.text("class")).toBe("Good day, Grace\n");
  expect(notebook.text("mixed")).toBe("10 apples\n");
  expect(notebook.text("loose")).toBe("'nothing'");
  expect(notebook.displayed("display")).toEqual([["text/html", "<b>JavaScript</b>"]]);
  expect(notebook.text("await")).toBe("'waited'");
});
