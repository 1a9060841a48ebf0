import { randomUUID } from "node:crypto";

/** What tslab's displays show; each call is one output. */
interface Display {
  javascript(text: string): void;
  html(text: string): void;
  markdown(text: string): void;
  latex(text: string): void;
  svg(text: string): void;
  png(bytes: Uint8Array): void;
  jpeg(bytes: Uint8Array): void;
  gif(bytes: Uint8Array): void;
  pdf(bytes: Uint8Array): void;
  text(text: string): void;
  raw(contentType: string, content: string | Uint8Array): void;
}

interface Host {
  display(bundle: object, options: { displayId?: string; update?: boolean }): void;
}

/** The release of tslab whose public module this is. */
const release = "1.0.22";

const types = {
  javascript: "text/javascript",
  html: "text/html",
  markdown: "text/markdown",
  latex: "text/latex",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  gif: "image/gif",
  pdf: "application/pdf",
  text: "text/plain",
} as const;

function createDisplay(show: (bundle: object) => void): Display {
  const raw = (type: string, content: string | Uint8Array): void => show({ [type]: content });
  const methods = Object.entries(types).map(([name, type]) => [
    name,
    (content: string | Uint8Array) => raw(type, content),
  ]);
  return { ...Object.fromEntries(methods), raw } as Display;
}

function show(bundle: object, options: { displayId?: string; update?: boolean } = {}): void {
  const host = (globalThis as Record<symbol, unknown>)[Symbol.for("rosenblatt.kernel")] as Host;
  host.display(bundle, options);
}

/** A display whose later calls replace what the first one showed. */
function newDisplay(): Display {
  const displayId = randomUUID();
  let update = false;
  return createDisplay((bundle) => {
    show(bundle, { displayId, update });
    update = true;
  });
}

/** The public module of tslab, which notebooks import by that name. */
export const tslab = {
  versions: {
    tslab: release,
    get typescript(): string {
      const file = require.resolve("typescript/package.json");
      return (require(file) as { version: string }).version;
    },
    node: process.version,
  },
  display: createDisplay(show),
  newDisplay,
};
