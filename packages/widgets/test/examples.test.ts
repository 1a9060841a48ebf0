import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { transformSync } from "esbuild";
import * as widgets from "../src";
import { buildModule } from "../src/front-end/build";
import { StandInHost } from "./stand-in-host";

const source = join(__dirname, "..", "src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" });
const examples = files.filter((file) => file.endsWith(".ts")).flatMap(examplesIn);

let uninstall: () => void;
beforeAll(() => {
  uninstall = new StandInHost().install();
  jest.spyOn(console, "log").mockReturnValue();
});
afterAll(() => uninstall());

function examplesIn(file: string): [where: string, code: string][] {
  const comments = readFileSync(join(source, file), "utf8").match(/\/\*\*[\s\S]*?\*\//g) ?? [];
  return comments.flatMap((comment) => {
    const text = comment.replace(/^ *\/?\*+[ /]?/gm, "");
    return text
      .split("@example")
      .slice(1)
      .map((code): [string, string] => {
        return [`${file}: ${code.trim().split("\n")[0]}`, code];
      });
  });
}

test("there are examples", () => expect(examples.length).toBeGreaterThan(20));

test.each(examples)("the example of %s runs", (_, code) => {
  if (code.includes("export default {\n  render")) {
    expect(buildModule(code).text).toContain("render(");
    return;
  }
  const { code: script } = transformSync(code, { loader: "ts" });
  new Function(...Object.keys(widgets), `{ ${script} }`)(...Object.values(widgets));
});
