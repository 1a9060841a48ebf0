import { type HelperOptions, type Shape, shape } from "./shape.js";

/** Characters of a text that stands for a page in a terminal. */
const longest = 10_000;

/** HTML, as it is; a terminal sees the words in it. */
export function html(text: string, { metadata }: HelperOptions): Shape {
  return shape("text/html", text, { text: wordsIn(text), metadata });
}

/** Markdown. */
export function markdown(text: string, { metadata }: HelperOptions): Shape {
  return shape("text/markdown", text, { text, metadata });
}

/** Mathematics; without delimiters of its own it becomes a formula that stands by itself. */
export function latex(text: string, { metadata }: HelperOptions): Shape {
  const delimited = /\$|\\\(|\\\[|\\begin\{/.test(text);
  return shape("text/latex", delimited ? text : `$$${text}$$`, { text, metadata });
}

/** A drawing in SVG. */
export function svg(text: string, { metadata }: HelperOptions): Shape {
  const title = /<title[^>]*>([^<]*)/.exec(text)?.[1] ?? "drawing";
  return shape("image/svg+xml", text, { text: `[SVG: ${title}]`, metadata });
}

/** JavaScript that the front end runs, if it trusts the notebook. */
export function javascript(text: string, { metadata }: HelperOptions): Shape {
  const note = `[JavaScript for the browser, ${text.length} characters]`;
  return shape("application/javascript", text, { text: note, metadata });
}

/** Plain text. */
export function text(content: string, { metadata }: HelperOptions): Shape {
  return { bundle: { "text/plain": content }, ...(metadata && { metadata }) };
}

/** What a reader sees of HTML, a line for each block. */
function wordsIn(html: string): string {
  return html
    .slice(0, longest * 4)
    .replace(/<(style|script)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(lt|gt|amp|quot|nbsp|#39);/g, (_all, name: string) => entities[name] ?? "")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim()
    .slice(0, longest);
}

const entities: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  nbsp: " ",
  "#39": "'",
};
