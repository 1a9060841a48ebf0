import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runtime } from "../setup/paths.mjs";

/** This clone's server as its own note describes it (`url`, `token`, `pid`, …), if it answers. */
export async function runningServer() {
  const notes = existsSync(runtime) ? readdirSync(runtime) : [];
  for (const note of notes.filter((name) => /^jpserver-\d+\.json$/.test(name))) {
    const server = readNote(join(runtime, note));
    if (server && (await answers(server))) return server;
  }
  return undefined;
}

/** The address that opens JupyterLab, signed in, on a notebook if one is given. */
export function labAddress({ url, token }, notebook) {
  const path = notebook
    ? `lab/tree/${notebook.split("/").map(encodeURIComponent).join("/")}`
    : "lab";
  return `${url}${path}${token ? `?token=${token}` : ""}`;
}

function readNote(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Half written, or gone with its server.
    return undefined;
  }
}

async function answers({ url, token }) {
  try {
    const headers = { Authorization: `token ${token}` };
    const reply = await fetch(`${url}api/status`, { headers, signal: AbortSignal.timeout(5000) });
    return reply.ok;
  } catch {
    return false;
  }
}
