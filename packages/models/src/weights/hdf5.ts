import type { File } from "h5wasm";
import { brokenFile } from "./stored.js";

type Library = typeof import("h5wasm");

/** Loaded when a file first needs it: half a second. */
let loading: Promise<Library> | undefined;

/** Files lie in a folder in memory, so that a file's links lead nowhere. */
let count = 0;

async function library(): Promise<Library> {
  loading ??= import("h5wasm").then(async (loaded) => {
    const own = ("default" in loaded ? loaded.default : loaded) as Library;
    (await own.ready).activate_throwing_error_handler();
    return own;
  });
  return loading;
}

/**
 * Looks at an HDF5 file, which is open only meanwhile.
 * @throws SyntaxError when it is broken.
 */
export async function readingHdf5<T>(
  bytes: Uint8Array,
  { path, look }: { path: string; look: (file: File) => T },
): Promise<T> {
  const { File: Opened, ready } = await library();
  const { FS } = await ready;
  const name = `read-${count++}.h5`;
  FS.writeFile(name, bytes);
  let file: File | undefined;
  try {
    file = new Opened(name, "r");
    return look(file);
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof RangeError) throw cause;
    throw brokenFile(path, "it is no HDF5 file, or a broken one", cause);
  } finally {
    file?.close();
    FS.unlink(name);
  }
}

/** The bytes of an HDF5 file that `fill` writes. */
export async function writingHdf5(fill: (file: File) => void): Promise<Uint8Array> {
  const { File: Opened, ready } = await library();
  const { FS } = await ready;
  const name = `write-${count++}.h5`;
  const file = new Opened(name, "w");
  try {
    fill(file);
    file.flush();
  } finally {
    file.close();
  }
  try {
    return FS.readFile(name);
  } finally {
    FS.unlink(name);
  }
}
