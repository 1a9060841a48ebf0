import type * as lsp from "vscode-languageserver-protocol";
import type { CompletionItem, Completions } from "../language/type-service.js";
import { calledPlaceholder, placeholder } from "../magics/magic-call.js";
import { detailed, type Resolve } from "./completion-details.js";
import { readableTypes } from "./readable-types.js";
import type { CellModule } from "./session-cells.js";
import { TextPositions } from "./text-positions.js";
import { VIRTUAL } from "./virtual.js";

const MOST = 200;

/** TypeScript's words for the protocol's numbers of kinds. */
const KINDS: ReadonlyMap<number, string> = new Map([
  [2, "method"],
  [3, "function"],
  [4, "constructor"],
  [5, "property"],
  [6, "variable"],
  [7, "class"],
  [8, "interface"],
  [9, "module"],
  [10, "property"],
  [12, "value"],
  [13, "enum"],
  [14, "keyword"],
  [17, "file"],
  [19, "folder"],
  [20, "enum member"],
  [21, "constant"],
  [22, "struct"],
  [25, "type parameter"],
]);

const PATH_KINDS: ReadonlySet<number | undefined> = new Set([17, 19]);
const DECLARED = /^(?:\(alias\) )?(function|class|interface|enum|module)\b/;
const NAME_BEFORE = /#?[\p{ID_Continue}$\u200c\u200d]*$/u;
const SEGMENT_BEFORE = /[^/"'`]*$/;

/** After a dot no name of the session can follow; after three of them it can. */
const MEMBER = /(?<!\.\s*)\.\s*#?[\p{ID_Continue}$]*$/u;

/** What completion was asked for gets from the server. */
export type Proposals = lsp.CompletionList | lsp.CompletionItem[] | undefined;

/** The server's items that fit what is written, best first, and the text that they replace. */
interface Candidates {
  readonly start: number;
  readonly end: number;
  readonly items: readonly lsp.CompletionItem[];
}

export interface AskedPlace extends CellModule {
  readonly code: string;
  /** The place in the cell. */
  readonly at: number;
}

/** Whether a place in a cell may hold any name of the session, and not only a member's. */
export function takesEveryName(code: string, offset: number): boolean {
  return !MEMBER.test(code.slice(0, offset));
}

/** What the server proposes for a place, as the kernel gives it out; `resolve` asks for more of one. */
export async function cellCompletions(
  proposals: Proposals,
  { place, resolve }: { place: AskedPlace; resolve: Resolve },
): Promise<Completions> {
  const found = candidates(proposals, place);
  return completions({ ...found, items: await detailed(found.items, resolve) });
}

/** Picks and sorts; a name whose case fits comes first, then TypeScript's own order. */
function candidates(proposals: Proposals, place: AskedPlace): Candidates {
  const items = Array.isArray(proposals) ? proposals : (proposals?.items ?? []);
  // An item that replaces more than the others, as `[Symbol.iterator]` takes the dot, has no place.
  const edited = items.every(({ textEdit }) => textEdit);
  const { start, end } = edited ? editRange(items, place) : nameRange(items, place);
  const written = place.code.slice(start, place.at);
  const lower = written.toLowerCase();
  const fitting = items.filter((item) => {
    const text = item.filterText ?? textOf(item);
    if (isHidden(item.label)) return false;
    return text.toLowerCase().startsWith(lower) && (edited || item.textEdit === undefined);
  });
  const key = (item: lsp.CompletionItem) => {
    const fits = (item.filterText ?? textOf(item)).startsWith(written);
    return `${fits ? 0 : 1}${item.sortText ?? "99"} ${item.label}`;
  };
  const keyed = fitting.map((item) => ({ item, key: key(item) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { start, end, items: keyed.slice(0, MOST).map(({ item }) => item) };
}

/** The candidates as the kernel gives them out. */
function completions({ start, end, items }: Candidates): Completions {
  const seen = new Map<string, CompletionItem>();
  for (const item of items) {
    const text = textOf(item);
    if (seen.has(text)) continue;
    const kind = kindOf(item);
    const detail = PATH_KINDS.has(item.kind) ? undefined : item.detail;
    const signature = detail && { signature: readableTypes(detail.replace(/^\((\w+ ?)+\) /, "")) };
    const documentation = documentationOf(item);
    seen.set(text, { text, kind, ...signature, ...(documentation && { documentation }) });
  }
  return { start, end, items: [...seen.values()] };
}

/** A name that another cell declares is a variable to the server; what it declares says more. */
function kindOf({ kind, detail }: lsp.CompletionItem): string {
  const declared = kind === 6 ? DECLARED.exec(detail ?? "")?.[1] : undefined;
  return declared ?? KINDS.get(kind ?? 0) ?? "text";
}

function documentationOf({ documentation }: lsp.CompletionItem): string | undefined {
  return typeof documentation === "string" ? documentation : documentation?.value;
}

function isHidden(label: string): boolean {
  return label.startsWith(VIRTUAL) || label === placeholder || label === calledPlaceholder;
}

function editRange([item]: readonly lsp.CompletionItem[], place: AskedPlace) {
  const edit = item?.textEdit;
  if (edit === undefined) return { start: place.at, end: place.at };
  const range = "range" in edit ? edit.range : edit.replace;
  const { start, end } = new TextPositions(place.text).offsetsOf(range);
  const within = (offset: number) =>
    Math.max(0, Math.min(offset - place.offset, place.code.length));
  return { start: within(start), end: within(end) };
}

function nameRange(items: readonly lsp.CompletionItem[], { code, at }: AskedPlace) {
  const paths = items.every(({ kind }) => PATH_KINDS.has(kind));
  const part = (paths ? SEGMENT_BEFORE : NAME_BEFORE).exec(code.slice(0, at))?.[0] ?? "";
  return { start: at - part.length, end: at };
}

function textOf({ textEdit, insertText, label }: lsp.CompletionItem): string {
  return textEdit?.newText ?? insertText ?? label;
}
