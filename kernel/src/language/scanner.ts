const TOKEN =
  /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|[\p{ID_Continue}$]+|[^\s\p{ID_Continue}$]/uy;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//y;
const TEMPLATE_TEXT = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{|$)/y;
const BLANK = /\s*/y;
/** The start of a tag; not that of an arrow function's type parameters. */
const TAG = /<(?![\w$]+\s*(?:,|extends\b))(?:([A-Za-z_$][\w$.:-]*)(?:<[^<>]*>)?|(?=>))/y;
const CLOSING_TAG = /<\/\s*([\w$.:-]*)\s*(>|$)/y;
const TAG_PART = /"[^"]*"?|'[^']*'?|\/\s*>|[^"'{}>/]+|[\s\S]/y;
const ELEMENT_TEXT = /[^<{]+/y;
/** After these a slash divides; after anything else it opens a regular expression. */
const VALUE_END = /^(?:[\p{ID_Continue}$]+|["'].*|[)\]}/`])$/su;
const NO_VALUE = /^(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield|default)$/;
/** Lower-case names that are types: `<string>x` is an old way to write `x as string`. */
const TYPE = /^(?:any|bigint|boolean|const|never|number|object|string|symbol|unknown|void)$/;
const CLOSES: ReadonlyMap<string, string> = new Map(
  Object.entries({ ")": "(", "]": "[", "}": "{" }),
);

/** A bracket, a tag that is being written (`<`), or an element whose end is to come (`<>`). */
interface Open {
  readonly kind: "(" | "[" | "{" | "${" | "<" | "<>";
  readonly tag?: string;
}

/**
 * Goes through TypeScript token by token and knows which brackets are open, and with `jsx` which
 * elements. It is no parser: it serves where a text is not finished, or not TypeScript everywhere.
 */
export class Scanner {
  /** Where the next token is looked for. */
  at = 0;
  /** The token before; comments are left out, and the text of templates is cut off. */
  last = "";
  readonly open: Open[] = [];
  /** Whether there was a tag that can only be JSX, as its name is no type's. */
  hasElements = false;
  /** Whether something was closed that was not open. */
  mismatched = false;
  readonly #code: string;
  readonly #jsx: boolean;

  constructor(code: string, { jsx = false } = {}) {
    this.#code = code;
    this.#jsx = jsx;
  }

  /** Goes to the next token. False at the end. */
  skipBlank(): boolean {
    this.#match(BLANK);
    return this.at < this.#code.length;
  }

  /** Goes past a token, a comment or a part of an element, and gives it. */
  next(): string {
    const start = this.at;
    const kind = this.open.at(-1)?.kind;
    if (kind === "<") this.#insideTag();
    else if (kind === "<>") this.#insideElement();
    else return this.#token();
    return this.#code.slice(start, this.at);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#code) ?? undefined;
    this.at += found?.[0].length ?? 0;
    return found;
  }

  #token(): string {
    this.#match(BLANK);
    const follows = VALUE_END.test(this.last) && !NO_VALUE.test(this.last);
    if (this.#jsx && !follows && this.#tag()) return "<";
    const isComment = /^\/[/*]/.test(this.#code.slice(this.at, this.at + 2));
    const isRegex = this.#code.charAt(this.at) === "/" && !isComment && !follows;
    const token = ((isRegex && this.#match(REGEX)) || this.#match(TOKEN))?.[0] ?? "";
    if (isComment) return token;
    const inTemplate = token === "`" || (token === "}" && this.open.at(-1)?.kind === "${");
    if (CLOSES.has(token)) this.#close(token);
    else if (token === "(" || token === "[" || token === "{") this.open.push({ kind: token });
    if (inTemplate && this.#match(TEMPLATE_TEXT)?.[0].endsWith("${"))
      this.open.push({ kind: "${" });
    this.last = token.length > 1 && token.startsWith("/") ? "/" : token;
    return token;
  }

  #close(token: string): void {
    const kind = this.open.pop()?.kind;
    const fits = kind === CLOSES.get(token) || (kind === "${" && token === "}");
    if (!fits) this.mismatched = true;
  }

  /** Takes the start of a tag, if one stands here. */
  #tag(): boolean {
    const found = this.#match(TAG);
    if (found === undefined) return false;
    const tag = found[1] ?? "";
    if (/^[a-z]/.test(tag) ? !TYPE.test(tag) : tag === "") this.hasElements = true;
    this.open.push({ kind: "<", tag });
    return true;
  }

  #insideTag(): void {
    const part = this.#match(TAG_PART)?.[0] ?? "";
    const { tag = "" } = this.open.at(-1) ?? {};
    if (part === "{") this.#expression();
    else if (part === "}") this.mismatched = true;
    else if (part === ">") this.open.splice(-1, 1, { kind: "<>", tag });
    else if (/^\/\s*>$/.test(part)) this.#endElement();
    else if (/[\w$]/.test(part)) this.hasElements = true;
  }

  #insideElement(): void {
    if (this.#match(ELEMENT_TEXT)) return;
    if (this.#code.charAt(this.at) === "{") {
      this.at++;
      this.#expression();
      return;
    }
    const closing = this.#match(CLOSING_TAG);
    if (closing === undefined) {
      if (!this.#tag()) this.#skipMistake();
      return;
    }
    this.hasElements = true;
    if (closing[2] !== ">") return;
    if (closing[1] !== this.open.at(-1)?.tag) this.mismatched = true;
    this.#endElement();
  }

  #expression(): void {
    this.open.push({ kind: "{" });
    this.last = "{";
  }

  #endElement(): void {
    this.hasElements = true;
    this.open.pop();
    this.last = ")";
  }

  #skipMistake(): void {
    this.at++;
    // A tag whose name is still to come.
    if (this.at < this.#code.length) this.mismatched = true;
  }
}
