const TOKEN =
  /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|[\p{ID_Continue}$]+|[^\s\p{ID_Continue}$]/uy;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//y;
const TEMPLATE_TEXT = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{|$)/y;
const BLANK = /\s*/y;
/** After these a slash divides; after anything else it opens a regular expression. */
const VALUE_END = /^(?:[\p{ID_Continue}$]+|["'].*|[)\]}/`])$/su;
const NO_VALUE = /^(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield|default)$/;

/**
 * Goes through TypeScript token by token and knows which brackets are open. It is no parser: it
 * serves where a text is not finished, or is not TypeScript everywhere.
 */
export class Scanner {
  /** Where the next token is looked for. */
  at = 0;
  /** The brackets that are open, `${` for the inside of a template literal among them. */
  readonly open: string[] = [];
  /** The token before, comments left out; text of strings and templates is cut off. */
  last = "";
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes to the next token. False at the end. */
  skipBlank(): boolean {
    this.#match(BLANK);
    return this.at < this.#text.length;
  }

  /** Goes past a token, or past a comment, and gives it. */
  next(): string {
    this.#match(BLANK);
    let token = this.#divides() ? "" : this.#match(REGEX);
    token ||= this.#match(TOKEN);
    if (/^\/[/*]/.test(token)) return token;
    const inTemplate = token === "`" || (token === "}" && this.open.at(-1) === "${");
    if (/^[)\]}]$/.test(token)) this.open.pop();
    else if (/^[([{]$/.test(token)) this.open.push(token);
    if (inTemplate && this.#match(TEMPLATE_TEXT).endsWith("${")) this.open.push("${");
    this.last = token.length > 1 && token.startsWith("/") ? "/" : token;
    return token;
  }

  /** Whether what comes next can be no regular expression. */
  #divides(): boolean {
    if (!/^\/(?![/*])/.test(this.#text.slice(this.at, this.at + 2))) return true;
    return VALUE_END.test(this.last) && !NO_VALUE.test(this.last);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.#text)?.[0] ?? "";
    this.at += text.length;
    return text;
  }
}
