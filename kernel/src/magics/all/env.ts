import { hidden, isSecretVariable } from "../../display/secrets.js";
import type { Magic } from "../magic.js";
import { tableBundle } from "../show-table.js";

export const env: Magic = {
  name: "env",
  usage: ["%env", "%env NAME", "%env NAME=value"],
  summary: "Shows the environment variables, shows one, or sets one.",
  details:
    "Secrets are not shown; `process.env.NAME` has them. `{expression}` stands for its value.",
  example: "%env CUDA_VISIBLE_DEVICES=0",
  complete: (written) => {
    const started = written.trimStart();
    const names = Object.keys(process.env).filter((name) => name.startsWith(started));
    return names.sort().map((text) => ({ text, kind: "variable" }));
  },
  run: ({ line }, { display }) => {
    const [, name = "", value] =
      /^\s*([^\s=]*)(?:[ \t]*=[ \t]*|[ \t]+)?(.*?)\s*$/s.exec(line) ?? [];
    if (name === "") {
      const names = Object.keys(process.env).sort();
      return display(
        tableBundle(
          ["name", "value"],
          names.map((each) => [each, shown(each)]),
        ),
      );
    }
    if (value !== "" || line.includes("=")) process.env[name] = value;
    if (process.env[name] === undefined) {
      const cure = `write %env ${name}=value to set it`;
      throw new Error(`Cannot show ${name}: expected a variable of the environment; ${cure}`);
    }
    process.stdout.write(`${name}=${shown(name)}\n`);
  },
};

function shown(name: string): string {
  const value = process.env[name] ?? "";
  return isSecretVariable(name, value) ? hidden : value;
}
