import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { transformSync } from "esbuild";
import { examplesIn } from "../../../test/examples/examples-in.js";
import * as widgets from "../src";
import { buildModule } from "../src/front-end/build";
import { StandInHost } from "./stand-in-host";

const examples = examplesIn(join(__dirname, "..", "src"));

let uninstall: () => void;
beforeAll(() => {
  uninstall = new StandInHost().install();
  jest.spyOn(console, "log").mockReturnValue();
});
afterAll(() => uninstall());

test("there are examples", () => expect(examples.length).toBeGreaterThan(20));

test.each(examples)("the example of $where runs", ({ code }) => {
  if (code.includes("export default {\n  render")) {
    expect(buildModule(code).text).toContain("render(");
    return;
  }
  const { code: script } = transformSync(code, { loader: "ts" });
  new Function(...Object.keys(widgets), `{ ${script} }`)(...Object.values(widgets));
});
