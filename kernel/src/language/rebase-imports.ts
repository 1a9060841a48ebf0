import { dirname, relative, resolve, sep } from "node:path";
import { parseModule } from "../types/parse-module.js";

/** The text of `file` as it must stand in `folder` for its relative imports to mean the same. */
export function rebaseImports(text: string, { file, folder }: { file: string; folder: string }) {
  const { staticImports, staticExports } = parseModule(text).module;
  const requests = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest),
    ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest)),
  ];
  const places = new Map(requests.flatMap((one) => (one ? [[one.start, one] as const] : [])));
  let rebased = text;
  for (const { value, start, end } of [...places.values()].sort((a, b) => b.start - a.start)) {
    if (!/^\.{1,2}(\/|$)/.test(value)) continue;
    const path = relative(folder, resolve(dirname(file), value))
      .split(sep)
      .join("/");
    const specifier = JSON.stringify(path.startsWith(".") ? path : `./${path}`);
    rebased = rebased.slice(0, start) + specifier + rebased.slice(end);
  }
  return rebased;
}
