import { parseArgs } from "node:util";
import { installKernel, type KernelSpecOptions, uninstallKernel } from "./kernel-spec.js";
import { activePrefix, type Target } from "./locations.js";

const help = `rosenblatt-kernel: a TypeScript and a JavaScript kernel for Jupyter

  rosenblatt-kernel install [options]      make both kernels known to Jupyter
  rosenblatt-kernel uninstall [options]    make them unknown again
  rosenblatt-kernel run <connection file> [typescript | javascript]
                                           start a kernel, as Jupyter does

  --user          for this user (default; JUPYTER_DATA_DIR is honoured)
  --sys-prefix    for the active Python environment
  --prefix <dir>  for the environment in a folder
  --name <name>   the TypeScript kernel's name (default: rosenblatt); the other's is
                  <name>-javascript
  --help          this text
`;

/** Runs the command line and sets the exit code. */
export function main(args: readonly string[]): void {
  try {
    const { values, positionals } = parse(args);
    const [command] = positionals;
    if (values.help || command === undefined) process.stdout.write(help);
    else if (command === "install") done("Installed", both(values).map(installKernel));
    else if (command === "uninstall") done("Removed", both(values).map(uninstallKernel));
    else throw new Error(`Cannot run "${command}": expected install, uninstall or run; see --help`);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      user: { type: "boolean" },
      "sys-prefix": { type: "boolean" },
      prefix: { type: "string" },
      name: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
}

type Values = ReturnType<typeof parse>["values"];

/** One kernel for each language. */
function both({ name, prefix, "sys-prefix": sysPrefix }: Values): KernelSpecOptions[] {
  const target: Target = prefix
    ? { prefix }
    : sysPrefix
      ? { prefix: activePrefix() }
      : { user: true };
  return [
    { language: "typescript", target, ...(name && { name }) },
    { language: "javascript", target, ...(name && { name: `${name}-javascript` }) },
  ];
}

function done(verb: string, folders: readonly string[]): void {
  for (const folder of folders) process.stdout.write(`${verb} ${folder}\n`);
}
