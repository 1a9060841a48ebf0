const TOKEN =
  /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|[\w$]+|[^\s\w$]/gy;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//y;
const TEMPLATE_TEXT = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{|$)/y;
const BLANK = /\s*/y;
/** After these a slash divides; after anything else it opens a regular expression. */
const VALUE_END = /^(?:[\w$]+|["'].*|[)\]}/`])$/s;
const NO_VALUE = /^(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield|default)$/;

/**
 * How many brackets are open at the end of a cell. It only sets an indent: TypeScript's parser, not
 * this, says whether the cell is complete.
 */
export function openBrackets(code: string): number {
  const open: string[] = [];
  let last = "";
  let at = 0;
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const text = pattern.exec(code)?.[0] ?? "";
    at += text.length;
    return text;
  };
  while (at < code.length) {
    match(BLANK);
    const divides = VALUE_END.test(last) && !NO_VALUE.test(last);
    let token = "";
    if (code.charAt(at) === "/" && !/^\/[/*]/.test(code.slice(at, at + 2)) && !divides)
      token = match(REGEX);
    token ||= match(TOKEN);
    if (/^\/[/*]/.test(token)) continue;
    const inTemplate = token === "`" || (token === "}" && open.at(-1) === "${");
    if (/^[)\]}]$/.test(token)) open.pop();
    else if (/^[([{]$/.test(token)) open.push(token);
    if (inTemplate && match(TEMPLATE_TEXT).endsWith("${")) open.push("${");
    last = token.length > 1 && token.startsWith("/") ? "/" : token;
  }
  return open.length;
}
