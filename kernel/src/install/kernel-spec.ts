import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Language } from "../language/transpile.js";
import { kernelsFolder, type Target } from "./locations.js";

const packageFolder = join(__dirname, "..", "..");

/** What a kernel spec is called, which language its cells are in, and where it goes. */
export interface KernelSpecOptions {
  /** By default "rosenblatt", with "-javascript" for that language. */
  readonly name?: string;
  readonly language?: Language;
  readonly target?: Target;
}

/** The content of `kernel.json`: how Jupyter starts this kernel, with absolute paths. */
export function kernelSpec(language: Language = "typescript"): object {
  return {
    argv: [
      process.execPath,
      "--no-force-async-hooks-checks",
      "--disable-warning=ExperimentalWarning",
      join(packageFolder, "bin", "rosenblatt-kernel.js"),
      "run",
      "{connection_file}",
      language,
    ],
    display_name: `${language === "typescript" ? "TypeScript" : "JavaScript"} (Rosenblatt)`,
    language,
    interrupt_mode: "message",
    kernel_protocol_version: "5.5",
    metadata: { debugger: true },
  };
}

/**
 * Writes the kernel spec, in one step; an older one of that name is replaced. Gives its folder.
 * Throws an `Error` that says what is wrong with the name or the folder.
 */
export function installKernel({
  language = "typescript",
  name = defaultName(language),
  target = { user: true },
}: KernelSpecOptions = {}): string {
  const folder = specFolder({ name, target });
  try {
    mkdirSync(kernelsFolder(target), { recursive: true });
    const draft = mkdtempSync(join(kernelsFolder(target), ".rosenblatt-"));
    writeFileSync(join(draft, "kernel.json"), `${JSON.stringify(kernelSpec(language), null, 2)}\n`);
    cpSync(join(packageFolder, "assets"), draft, { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } catch (error) {
    throw new Error(
      `Cannot install the kernel: expected a folder that can be written, got ${folder} ` +
        `(${(error as NodeJS.ErrnoException).code}); choose another with --prefix`,
    );
  }
  return folder;
}

/** Removes the kernel spec and gives its folder. Throws an `Error` if there is none. */
export function uninstallKernel({
  language = "typescript",
  name = defaultName(language),
  target = { user: true },
}: KernelSpecOptions = {}): string {
  const folder = specFolder({ name, target });
  if (!existsSync(join(folder, "kernel.json"))) {
    throw new Error(
      `Cannot uninstall the kernel: expected a kernel spec, got nothing at ${folder}`,
    );
  }
  rmSync(folder, { recursive: true });
  return folder;
}

function defaultName(language: Language): string {
  return language === "typescript" ? "rosenblatt" : "rosenblatt-javascript";
}

function specFolder({ name, target }: Required<Omit<KernelSpecOptions, "language">>): string {
  if (!/^[a-z0-9._-]+$/i.test(name)) {
    throw new Error(
      `Cannot name the kernel: expected letters, digits, ".", "_" or "-", got "${name}"`,
    );
  }
  return join(kernelsFolder(target), name);
}
