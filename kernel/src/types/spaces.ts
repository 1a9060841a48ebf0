import { VIRTUAL } from "./virtual.js";

/** Whose cells: those that ran, or those that stand in the notebook and may not have run. */
export type Space = "session" | "notebook";

/** The module, and the name in every cell, through which the pages of a space are reached. */
export function moduleOf(space: Space): string {
  return VIRTUAL + space;
}

export function pageOf(space: Space, number: number): string {
  return `${VIRTUAL}${space}_page_${number}`;
}

/** With which every module of a space begins, so that its imports never change. */
export function headOf(space: Space): string {
  const spaces: readonly Space[] = space === "session" ? ["session"] : ["session", "notebook"];
  const imports = spaces.map(moduleOf).map((name) => `import * as ${name} from "./${name}";`);
  return `${imports.join(" ")}\n`;
}

/** The text of a space's module; the same as long as `count` is. */
export function hubOf(space: Space, count: number): string {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return numbers.map((n) => `export * as page_${n} from "./${pageOf(space, n)}";`).join("\n");
}
