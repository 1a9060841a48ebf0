import { mayHoldJsx } from "../language/may-hold-jsx.js";
import { Scanner } from "../language/scanner.js";
import { parseModule } from "../types/parse-module.js";
import { magics } from "./all/index.js";
import { magicCalled } from "./forms.js";
import { blank, interpolate } from "./interpolate.js";
import { isCommand } from "./is-command.js";
import type { Magic } from "./magic.js";
import {
  type Knows,
  type MagicCall,
  type MagicProblem,
  type MagicSpan,
  type Masked,
  placeholder,
} from "./magic-call.js";
import { statementsOnLine } from "./statements-on-line.js";
import { unknownMagic } from "./unknown-magic.js";
import { wordsOfCode } from "./words-of-code.js";

const PERCENT = /^(%%?)(?:[A-Za-z]\w*(?=\s|$)|(?=[ \t]*$))/;
const HELP = /^(?:(\?\??)(%{0,2}[\w$.]+)|(%{0,2}[\p{ID_Continue}$.]+)(\?\??))[ \t]*$/u;
/** `const name: type =` in front of a command, or a pattern in place of the name. */
const ASSIGNMENT =
  /^(?:(?:export[ \t]+)?(?:const|let|var)[ \t]+)?(?:[\p{ID_Continue}$.]+|\[[^\]=]*\]|\{[^}=]*\})(?:[ \t]*:[^=!"'`(){}]*)?[ \t]*=[ \t]*(?=!)/u;
/** After this no statement can begin. */
const UNFINISHED = /(?:[&|=*%<^~?:,.([]|=>|(?<!\+)\+|(?<!-)-)$/;
/** The colon that statements follow. */
const CASE = /(?:^|[\n;{])[ \t]*(?:case\b[^\n]*|default[ \t]*):$/;
/** A line that TypeScript takes for the continuation of the one before. */
const CONTINUING = /\s*(?:[(`[+-]|\/(?![/*]))/y;

/** The magics of a cell, and the text with TypeScript of equal length in their place. */
export function parseMagics(text: string, knows: Knows): Masked {
  return new MagicParser(text, knows).parse();
}

/** A magic's place; `from` is where the text behind its name begins. */
interface Place extends MagicSpan {
  readonly from: number;
}

class MagicParser {
  readonly #text: string;
  readonly #scanner: Scanner;
  readonly #knows: Knows;
  readonly #calls: MagicCall[] = [];
  readonly #spans: MagicSpan[] = [];
  #words: ReadonlySet<string> | undefined;
  #code: string;
  #problem: MagicProblem | undefined;
  #whole = false;
  /** Where the TypeScript before ends; undefined at the start and after a magic. */
  #before: number | undefined;

  constructor(text: string, knows: Knows) {
    this.#text = text;
    this.#code = text;
    this.#scanner = new Scanner(text, { jsx: mayHoldJsx(text) });
    this.#knows = (name) => {
      this.#words ??= wordsOfCode(text);
      return this.#words.has(name) || knows(name);
    };
  }

  parse(): Masked {
    const scanner = this.#scanner;
    while (scanner.skipBlank()) {
      if (this.#startsStatement() && this.#takeMagic(scanner.at)) this.#before = undefined;
      else if (!/^\/[/*]/.test(scanner.next())) this.#before = scanner.at;
    }
    return {
      code: this.#code,
      calls: this.#calls,
      spans: this.#spans,
      whole: this.#whole,
      ...(this.#problem && { problem: this.#problem }),
    };
  }

  #startsStatement(): boolean {
    const { at, open } = this.#scanner;
    if (!/^\{?$/.test(open.at(-1)?.kind ?? "")) return false;
    if (!startsLine(this.#text, at)) return false;
    const before = this.#before;
    if (before === undefined) return true;
    if (!UNFINISHED.test(this.#text.slice(Math.max(0, before - 2), before))) return true;
    return CASE.test(this.#text.slice(0, before));
  }

  #takeMagic(start: number): boolean {
    const end = lineEnd(this.#text, start);
    const line = this.#text.slice(start, end);
    return (
      this.#takeHelp(line, start) ||
      this.#takePercent(line, { start, end }) ||
      this.#takeCommand(line, { start, end })
    );
  }

  #takeHelp(line: string, start: number): boolean {
    const match = HELP.exec(line);
    // `a ?b :c` over three lines is TypeScript.
    if (!match || parseModule(this.#code).errors.length === 0) return false;
    const end = start + line.length;
    if (/^\s*:/.test(this.#text.slice(end))) return false;
    const [, before = "", after, name, behind = ""] = match;
    const call = { name: "?", line: [`${before || behind} ${after ?? name}`] };
    this.#put({ start, end }, `${placeholder};${blank(line.slice(2))}`);
    this.#add({ ...call, body: "", captured: false }, { start, end });
    return true;
  }

  #takePercent(line: string, { start, end }: MagicSpan): boolean {
    const [head, sign] = PERCENT.exec(line) ?? [];
    if (head === undefined) return false;
    const form = sign === "%%" ? "%%" : "%";
    const magic = magicCalled(head, magics);
    const place = { start, end, from: start + head.length };
    const isFirst = this.#before === undefined && this.#calls.length === 0;
    if (magic === undefined) this.#refuse(unknownMagic(head, magics), place);
    else if (form === "%%" && !isFirst) {
      const message = `Cannot run ${head} here: expected it on the first line of a cell`;
      this.#refuse(`${message}; move it into a cell of its own`, place);
    } else if (magic.code) this.#takeCode(magic, { place, form });
    else this.#takeText(magic, { place, form });
    return true;
  }

  /** A magic whose TypeScript stays in the cell. */
  #takeCode({ name, code }: Magic, { place, form }: { place: Place; form: "%" | "%%" }): void {
    const { start, from, end } = place;
    const options = code?.options?.exec(this.#text.slice(from, end))?.[0] ?? "";
    const behind = from + options.length;
    const onLine = statementsOnLine(this.#text.slice(behind, end));
    const head = { start, end: form === "%%" && onLine === 0 ? end : behind };
    if (form === "%" && onLine === 0) {
      const example = `expected TypeScript behind it, as in %${name} work()`;
      this.#refuse(`Cannot run %${name}: ${example}, got nothing`, place);
      return;
    }
    this.#put(head, `${placeholder};${blank(this.#text.slice(start + 2, head.end))}`);
    const own =
      form === "%"
        ? { skipped: 0, statements: onLine }
        : { skipped: code?.runs === "repeatedly" ? onLine : 0, statements: Infinity };
    const call = { name, line: [options], body: "", captured: false };
    this.#add({ ...call, code: { runs: code!.runs, ...own } }, head);
  }

  #takeText({ name }: Magic, { place, form }: { place: Place; form: "%" | "%%" }): void {
    const { start, from, end } = place;
    this.#whole ||= form === "%%";
    const { line, mask } = interpolate(this.#text, { start, from, end, knows: this.#knows });
    const last = form === "%%" ? this.#text.length : end;
    this.#put({ start, end: last }, mask + blank(this.#text.slice(end, last)));
    const body = this.#text.slice(end, last).replace(/^\r?\n/, "");
    this.#add({ name, line, body, captured: false }, { start, end: last });
  }

  #takeCommand(line: string, { start, end }: MagicSpan): boolean {
    const assigned = ASSIGNMENT.exec(line)?.[0].length;
    const mark = assigned ?? 0;
    if (line.charAt(mark) !== "!" || !isCommand(line.slice(mark + 1), this.#knows)) return false;
    const place = { start: start + mark, from: start + mark + 1, end };
    const { line: pieces, mask } = interpolate(this.#text, { ...place, knows: this.#knows });
    this.#put(place, mask);
    CONTINUING.lastIndex = end;
    if (mask.endsWith(")") && CONTINUING.test(this.#text)) {
      const message = "Cannot run the command: expected a line that begins a statement after it";
      this.#refuse(`${message}; put a semicolon before the next line`, { start, end });
    }
    const captured = assigned !== undefined;
    this.#add({ name: "!", line: pieces, body: "", captured }, place);
    return true;
  }

  #add(call: MagicCall, { start, end }: MagicSpan): void {
    this.#calls.push(call);
    this.#spans.push({ start, end });
    this.#scanner.at = end;
    this.#scanner.last = ";";
  }

  #refuse(message: string, { start, end }: MagicSpan): void {
    this.#problem ??= { start, message };
    this.#put({ start, end }, blank(this.#text.slice(start, end)));
    this.#spans.push({ start, end });
    this.#scanner.at = end;
    this.#scanner.last = ";";
  }

  #put({ start, end }: MagicSpan, code: string): void {
    this.#code = this.#code.slice(0, start) + code + this.#code.slice(end);
  }
}

/** Whether nothing but blanks stands before a place on its line. */
function startsLine(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charAt(before) === " " || text.charAt(before) === "\t") before--;
  return before < 0 || text.charAt(before) === "\n";
}

/** The end of a line, which goes on after a backslash. */
function lineEnd(text: string, start: number): number {
  const pattern = /(?:\\\r?\n|[^\r\n])*/y;
  pattern.lastIndex = start;
  return start + (pattern.exec(text)?.[0].length ?? 0);
}
