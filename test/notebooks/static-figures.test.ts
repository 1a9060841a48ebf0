import { execFileSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { bundleOf, display, imageGrid, line, plotlyMime } from "@rosenblatt/plots";
import { python } from "./executed.js";

/** Exports a notebook with one output as nbconvert does, and says what a reader then sees. */
const script = `
import json, sys, nbformat, nbconvert
bundle = json.load(sys.stdin)
output = nbformat.v4.new_output("display_data", data=bundle)
book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("line()", outputs=[output])])
html, _ = nbconvert.HTMLExporter().from_notebook_node(book)
latex, parts = nbconvert.LatexExporter().from_notebook_node(book)
markdown, _ = nbconvert.MarkdownExporter().from_notebook_node(book)
files = [{"name": name, "png": data[:4] == b"\\x89PNG"} for name, data in parts["outputs"].items()]
print(json.dumps({"html": html, "latex": latex, "files": files, "markdown": markdown}))
`;

function exported(value: unknown) {
  const input = JSON.stringify(bundleOf(value));
  const options = { input, encoding: "utf8", maxBuffer: 1e8 } as const;
  return JSON.parse(execFileSync(python(), ["-c", script], options)) as {
    html: string;
    latex: string;
    files: { name: string; png: boolean }[];
    markdown: string;
  };
}

describe("a figure in a notebook that nbconvert exports", () => {
  const shown = line({ loss: [3, 2, 1] }, { title: "Loss" });
  const { html, latex, files, markdown } = exported(shown);

  test("is a picture in HTML", () => {
    expect(html).toContain(`src="data:image/png;base64,${bundleOf(shown)["image/png"]}"`);
  });

  test("is a picture in LaTeX, hence in PDF, without another program", () => {
    expect(files).toEqual([{ name: expect.stringMatching(/\.png$/), png: true }]);
    expect(latex).toContain(`includegraphics`);
    expect(latex).toContain(files[0]!.name);
  });

  test("is a picture in Markdown", () => expect(markdown).toContain("!["));

  test("is a Plotly figure for programs that know these", () => {
    expect(Object.keys(bundleOf(shown))).toContain(plotlyMime);
  });
});

test("a grid of images is a picture in LaTeX too", () => {
  expect(exported(imageGrid([[0, 1]], { shape: [1, 2, 1] })).files).toHaveLength(1);
});

test("display() sends the picture of a figure as text", () => {
  const sent: unknown[] = [];
  const key = Symbol.for("rosenblatt.kernel");
  Object.assign(globalThis, { [key]: { display: (bundle: unknown) => sent.push(bundle) } });
  display(line([1, 2]));
  delete (globalThis as Record<symbol, unknown>)[key];
  expect(JSON.parse(JSON.stringify(sent[0]))["image/png"]).toMatch(/^iVBORw0KGgo/);
});
