import type { Magic } from "../magic.js";
import { runScript } from "../run-script.js";

export const bash: Magic = {
  name: "bash",
  usage: ["%%bash [arguments]"],
  summary: "Runs the cell in Bash.",
  details:
    "The cell fails when the script does: its last command decides, or the first with `set -e`.",
  example: "%%bash\nfor name in *.ts; do wc -l $name; done",
  run: ({ line, body }) => runScript(`bash ${line}`, body),
};
