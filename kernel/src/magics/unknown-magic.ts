import { formsOf } from "./forms.js";
import type { Magic } from "./magic.js";

/** What is wrong with a magic that is not known, or not in this form; names the nearest ones. */
export function unknownMagic(given: string, magics: readonly Magic[]): string {
  const name = given.replace(/^%+/, "");
  const forms = magics.flatMap((magic) => formsOf(magic).filter((one) => one.startsWith("%")));
  const other = forms.filter((one) => one.replace(/^%+/, "") === name);
  const near = other.length > 0 ? other : nearest(given, forms);
  const cure = near.length > 0 ? `perhaps ${near.join(" or ")} is meant` : "see %lsmagic";
  const operator = given === `%${name}` ? `; to go on with an expression, write % ${name}` : "";
  return `Cannot run ${given}: expected a magic, got an unknown name; ${cure}${operator}`;
}

/** The forms that begin like `given`, and those that a slip or two lead to. */
function nearest(given: string, forms: readonly string[]): readonly string[] {
  const limit = Math.floor(given.replace(/^%+/, "").length / 2);
  const ranked = forms.map((form) => ({
    form,
    far: form.startsWith(given) ? 0 : distance(given, form),
  }));
  ranked.sort((a, b) => a.far - b.far);
  const near = ranked.filter(({ far }) => far <= Math.min(2, limit));
  return near.slice(0, 3).map(({ form }) => form);
}

/** How many letters must be added, removed or changed to make one text of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 0; at < other.length; at++) {
      const changed = row[at]! + (other.charAt(at) === letter ? 0 : 1);
      next.push(Math.min(changed, row[at + 1]! + 1, next[at]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
