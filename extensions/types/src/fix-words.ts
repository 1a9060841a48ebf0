import type { TranslationBundle } from "@jupyterlab/translation";
import type { QuickFix } from "./protocol.js";

/** What a quick fix is called in the menu. */
export function fixWords({ kind, names }: QuickFix, trans: TranslationBundle): string {
  const [name = "", module = ""] = names;
  switch (kind) {
    case "spelling":
      return trans.__("Change to “%1”", name);
    case "import":
      return trans.__("Import “%1” from “%2”", name, module);
    case "importThere":
      return trans.__("Import “%1” where “%2” is imported already", name, module);
    case "await":
      return trans.__("Add “await”");
    case "async":
      return trans.__("Make the function “async”");
    case "insert":
      return trans.__("Insert “%1” before it", name);
    case "optional":
      return trans.__("Use it only if it is there: “?.”");
    case "present":
      return trans.__("Say that it is there: “!”");
    case "variable":
      return trans.__("Declare “%1” with “let”", name);
    default:
      return name;
  }
}
