/** A glob, which must match the whole text: `*`, `?`, and `[a-z]` or `[^a-z]` for one character. */
export function globPattern(glob: string): RegExp {
  const parts = glob.matchAll(/\[(\^?)(\]?[^\]]*)\]|[\s\S]/gu);
  const pattern = Array.from(parts, ([text, not, set]) => {
    if (text === "*") return ".*";
    if (text === "?") return ".";
    if (set) return `[${not}${set.replace(/[\\\][^]/g, "\\$&")}]`;
    return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  });
  try {
    return new RegExp(`^${pattern.join("")}$`, "su");
  } catch {
    // A set that runs backwards, such as [z-a], matches nothing.
    return /(?!)/;
  }
}
