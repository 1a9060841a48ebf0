import { setTimeout as pause } from "node:timers/promises";

/** Told how much of an address has arrived; `total` is undefined when the server does not say. */
export type Progress = (state: { url: string; done: number; total: number | undefined }) => void;

/**
 * A place does not have the file, or does not answer.
 *
 * @example
 * try {
 *   await cifar100();
 * } catch (error) {
 *   if (error instanceof Unreachable) console.log(error.message);
 * }
 */
export class Unreachable extends Error {
  override name = "Unreachable";
}

/** How patient a download is. */
interface Patience {
  /** Milliseconds before each further attempt. */
  readonly pauses?: readonly number[];
  /** Milliseconds without a byte before an attempt is given up. */
  readonly stall?: number;
}

/** Worth another attempt. */
class Passing extends Unreachable {}

const hopeless = new Set(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH"]);

/**
 * The bytes at an address, never more than `limit`. What may pass (a broken connection, a busy
 * server) is tried again.
 *
 * @throws Unreachable when it cannot be had; RangeError when there is more than `limit`.
 */
export async function download(
  url: string,
  {
    limit,
    progress = () => {},
    pauses = [500, 1500],
    stall = 20_000,
  }: { limit: number; progress?: Progress } & Patience,
): Promise<Uint8Array> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await attemptDownload(url, { limit, progress, stall });
    } catch (error) {
      const wait = pauses[attempt];
      if (!(error instanceof Passing) || wait === undefined) {
        throw error;
      }
      await pause(wait);
    }
  }
}

async function attemptDownload(
  url: string,
  { limit, progress, stall }: { limit: number; progress: Progress; stall: number },
): Promise<Uint8Array> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error(`no byte for ${stall} ms`)), stall);
  const chunks: Uint8Array[] = [];
  let done = 0;
  try {
    const response = await fetch(url, { signal: abort.signal });
    checkStatus(response, url);
    const total = Number(response.headers.get("content-length")) || undefined;
    for await (const chunk of response.body ?? []) {
      timer.refresh();
      done += chunk.length;
      checkLength(url, { done: Math.max(done, total ?? 0), limit });
      chunks.push(chunk);
      progress({ url, done, total });
    }
    return Buffer.concat(chunks);
  } catch (error) {
    throw isOurs(error) ? error : lost(url, error as Error);
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

function checkStatus({ ok, status }: Response, url: string): void {
  if (!ok) {
    const message = `${url}: the server answers ${status}`;
    throw status >= 500 || status === 429 ? new Passing(message) : new Unreachable(message);
  }
}

function checkLength(url: string, { done, limit }: { done: number; limit: number }): void {
  if (done > limit) {
    throw new RangeError(
      `Cannot fetch ${url}: it needs to be at most ${limit} bytes long, and is longer`,
    );
  }
}

function isOurs(error: unknown): boolean {
  return error instanceof Unreachable || error instanceof RangeError;
}

/** What fetch throws tells the reason in its cause. */
function lost(url: string, error: Error): Unreachable {
  const cause = (error.cause ?? error) as NodeJS.ErrnoException;
  const message = `${url}: ${cause.message || cause.code || error.message}`;
  const kind = hopeless.has(cause.code ?? "") ? Unreachable : Passing;
  return new kind(message, { cause: error });
}
