import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";

/** Where the .wasm files lie, and the scripts that load them. */
const folders = ["@tensorflow/tfjs-backend-wasm", "onnxruntime-web"].map((name) =>
  dirname(require.resolve(name)),
);

const types: Record<string, string> = {
  html: "text/html",
  js: "text/javascript",
  mjs: "text/javascript",
  wasm: "application/wasm",
};

/** What has to be said to a page so that it gets threads. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** A page with one script, and the backends' files under `/wasm/`, on this machine only. */
export class PageServer {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(script: string, { isolated = false } = {}): Promise<PageServer> {
    const files = async (path: string) => {
      if (path === "/") return '<!doctype html><script src="page.js"></script>';
      if (path === "/page.js") return script;
      const name = path.replace(/^\/wasm\//, "");
      return Promise.any(folders.map((folder) => readFile(join(folder, name))));
    };
    const server = createServer(async ({ url = "/" }, response) => {
      const type = types[url === "/" ? "html" : url.split(".").at(-1)!] ?? "text/plain";
      const headers = { "Content-Type": type, ...(isolated ? isolation : {}) };
      const body = await files(url).catch(() => undefined);
      response.writeHead(body === undefined ? 404 : 200, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new PageServer(server);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
