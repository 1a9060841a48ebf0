import { spawnSync } from "node:child_process";
import { venv } from "./paths.mjs";
import { Problem } from "./problem.mjs";

const OLDEST = [3, 10];
const NEWER = [14, 13, 12, 11, 10].map((minor) => `python3.${minor}`);
const NAMES = ["python3", "python", ...NEWER, "py"];
const CURE =
  "install one from https://www.python.org/downloads or your system's packages, " +
  "or name one in ROSENBLATT_PYTHON";

// Python 2 can read this too; a module counts when it really loads.
const PROBE = `
import sys
def loads(name):
    try:
        __import__(name)
        return True
    except ImportError:
        return False
print("%d.%d.%d" % sys.version_info[:3])
print(" ".join(name for name in ["venv", "ensurepip", "virtualenv", "pip"] if loads(name)))
`;

/**
 * The Python to make the private environment from: the one that ROSENBLATT_PYTHON names, else the
 * first on PATH that is new enough. Returns `{ program, has }`, `has` naming its modules.
 */
export function findPython() {
  const named = process.env.ROSENBLATT_PYTHON;
  const names = named && !named.startsWith(venv) ? [named] : NAMES;
  const found = names.map(probe).filter(Boolean);
  const good = found.find(({ version }) => isNewEnough(version));
  if (good) return good;
  const got =
    names[0] === named
      ? `${named}, which ${found[0] ? `is Python ${found[0].version}` : "does not run"}`
      : found.map(({ program, version }) => `${program} ${version}`).join(", ") || "none on PATH";
  throw new Problem(
    `Cannot set up JupyterLab: expected Python ${OLDEST.join(".")} or newer, got ${got}; ${CURE}.`,
  );
}

function probe(program) {
  const { status, stdout } = spawnSync(program, ["-c", PROBE], { encoding: "utf8" });
  if (status !== 0) return undefined;
  const [version, modules = ""] = stdout.trim().split(/\r?\n/);
  return { program, version, has: new Set(modules.split(" ")) };
}

function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
