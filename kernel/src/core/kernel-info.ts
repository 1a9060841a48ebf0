import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../language/transpile.js";

interface Manifest {
  readonly version: string;
  readonly dependencies: { readonly typescript: string };
}

function manifest(): Manifest {
  const file = join(__dirname, "..", "..", "package.json");
  return JSON.parse(readFileSync(file, "utf8")) as Manifest;
}

/** What the kernel says of itself, and of the language of its cells. */
export function kernelInfo(language: Language): object {
  const { version, dependencies } = manifest();
  return {
    status: "ok",
    protocol_version: "5.5",
    implementation: "rosenblatt",
    implementation_version: version,
    language_info: {
      name: language,
      version: language === "typescript" ? dependencies.typescript : process.versions.node,
      mimetype: `text/${language}`,
      file_extension: language === "typescript" ? ".ts" : ".js",
      pygments_lexer: language,
      // A string: an object here has broken clients.
      codemirror_mode: language,
      nbconvert_exporter: "script",
    },
    banner: `Rosenblatt: ${language === "typescript" ? "TypeScript" : "JavaScript"} on Node.js ${process.versions.node}`,
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "TensorFlow.js", url: "https://js.tensorflow.org/api/latest/" },
    ],
    debugger: true,
    supported_features: ["kernel subshells", "debugger"],
  };
}
