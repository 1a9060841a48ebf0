import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  readonly version: string;
  readonly dependencies: { readonly typescript: string };
}

function manifest(): Manifest {
  const file = join(__dirname, "..", "..", "package.json");
  return JSON.parse(readFileSync(file, "utf8")) as Manifest;
}

/** What the kernel says of itself. */
export function kernelInfo(): object {
  const { version, dependencies } = manifest();
  return {
    status: "ok",
    protocol_version: "5.5",
    implementation: "rosenblatt",
    implementation_version: version,
    language_info: {
      name: "typescript",
      version: dependencies.typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      // A string: an object here has broken clients.
      codemirror_mode: "typescript",
      nbconvert_exporter: "script",
    },
    banner: `Rosenblatt: TypeScript on Node.js ${process.versions.node}`,
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "TensorFlow.js", url: "https://js.tensorflow.org/api/latest/" },
    ],
    debugger: false,
    supported_features: ["kernel subshells"],
  };
}
