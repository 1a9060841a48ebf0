import type { CompletionItem, Completions, Inspection } from "../language/type-service.js";
import { magics } from "./all/index.js";
import { formsOf, magicCalled } from "./forms.js";
import { magicHelp } from "./help.js";
import type { Magic } from "./magic.js";
import type { MagicSpan, Masked } from "./magic-call.js";
import { completePath } from "./paths.js";

/** A place in a magic, which is not TypeScript. */
interface AskedMagic {
  readonly span: MagicSpan;
  readonly offset: number;
  readonly text: string;
}

/** The magic of a cell in which a place lies; undefined for a place in TypeScript. */
export function magicAt(text: string, { spans, code }: Masked, offset: number) {
  const span = spans.find(({ start, end }) => start <= offset && offset <= end);
  if (span === undefined) return undefined;
  // An expression in braces is TypeScript; a space is not told from one that was put there.
  const before = code.slice(offset - 1, offset);
  const isCode = offset > span.start + 1 && /[\w$.]/.test(before);
  return isCode ? undefined : { span, offset, text };
}

/** What can be written at a place in a magic: its name, or what it completes itself. */
export function completeMagic({ span, offset, text }: AskedMagic): Completions {
  const written = text.slice(span.start, offset);
  if (/^%{1,2}\w*$/.test(written)) return completeName({ span, offset, text });
  const [name = ""] = /^(?:%+\w*|!)/.exec(written) ?? [];
  const behind = written.slice(name.length);
  const complete = name === "!" ? completePath : magicCalled(name, magics)?.complete;
  const items = behind.includes("\n") ? [] : (complete?.(behind) ?? []);
  const word = /\S*$/.exec(behind)?.[0] ?? "";
  return { start: offset - word.length, end: offset, items };
}

/** The help of the magic at a place. */
export function inspectMagic({ span, text }: AskedMagic): Inspection | undefined {
  const [name = ""] = /^(?:%+\w*|!|\?)/.exec(text.slice(span.start, span.end)) ?? [];
  const magic = magicCalled(name, magics) ?? magicCalled(name.replace(/^%%?/, "%"), magics);
  return magic && magicHelp(magic);
}

function completeName({ span, offset, text }: AskedMagic): Completions {
  const written = text.slice(span.start, offset);
  const isFirst = text.slice(0, span.start).trim() === "";
  const items = magics.flatMap((magic) =>
    formsOf(magic)
      .filter((form) => form.startsWith(written) && (isFirst || !form.startsWith("%%")))
      .map((form) => nameItem(form, magic)),
  );
  const rest = /^\w*/.exec(text.slice(offset))?.[0].length ?? 0;
  return { start: span.start, end: offset + rest, items };
}

function nameItem(text: string, { summary }: Magic): CompletionItem {
  return { text, kind: "magic", documentation: summary };
}
