import type { Magic } from "../magic.js";

const modes = {
  off: "type errors are not looked for",
  warn: "type errors are shown beside the output",
  error: "a cell with type errors does not run",
};

export const ts: Magic = {
  name: "ts",
  usage: ["%ts off|warn|error", "%ts"],
  summary: "Sets what type errors do in this session, or shows it.",
  details: Object.entries(modes)
    .map(([mode, meaning]) => `- \`${mode}\`: ${meaning}`)
    .join("\n"),
  example: "%ts error",
  complete: (written) =>
    Object.entries(modes)
      .filter(([mode]) => mode.startsWith(written.trimStart()))
      .map(([text, documentation]) => ({ text, kind: "keyword", documentation })),
  run: async ({ line }, { ask }) => {
    const asked = line.trim();
    if (asked !== "" && !(asked in modes)) {
      throw new Error(`Cannot set the mode of types: expected off, warn or error, got ${asked}`);
    }
    const mode = await ask<keyof typeof modes>("magic:mode", asked || undefined);
    process.stdout.write(`types: ${mode} (${modes[mode]})\n`);
  },
};
