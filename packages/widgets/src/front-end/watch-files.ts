import { watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Milliseconds in which an editor's several steps of saving are one. */
const settling = 50;

/** Calls `changed` when one of the files was written. Gives what ends that. */
export function watchFiles(files: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, settling);
  };
  // Folders, since editors put a new file in the place of the old one.
  const watchers = [...new Set(files.map(dirname))].map((folder) => {
    const names = files.filter((file) => dirname(file) === folder).map((file) => basename(file));
    return watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || names.includes(name)) later();
    });
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
