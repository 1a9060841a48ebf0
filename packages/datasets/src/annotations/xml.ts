/** An element of an XML file: its own text without that of its children. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** A file of annotations nests four deep. */
const maxDepth = 32;

const name = "[A-Za-z_][\\w:.-]*";
const attributes = `(?:\\s+${name}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*\\s*`;
const token = new RegExp(
  [
    "<!--[^]*?-->",
    "<\\?[^]*?\\?>",
    "<!\\[CDATA\\[(?<data>[^]*?)\\]\\]>",
    `</(?<end>${name})\\s*>`,
    `<(?<start>${name})${attributes}(?<empty>/?)>`,
    "(?<text>[^<]+)",
  ].join("|"),
  "y",
);

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

interface Open {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

/**
 * The one element of an XML text, with what is in it. Attributes are left out. A document type,
 * with which a small file can tell of a huge one or of others, is refused.
 *
 * @throws SyntaxError, with the line, when it is not well-formed, or nests more than 32 deep.
 */
export function parseXml(source: string): XmlElement {
  const root: Open = { name: "", children: [], text: "" };
  const open = [root];
  for (let at = 0; at < source.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(source);
    if (match === null) throw problem(source, at, "expected an element, a comment or text");
    const { start, end, empty, text, data } = match.groups!;
    const inner = open.at(-1)!;
    if (start !== undefined) {
      const element = { name: start, children: [], text: "" };
      inner.children.push(element);
      if (empty === "") open.push(element);
      if (open.length > maxDepth) throw problem(source, at, `it nests more than ${maxDepth} deep`);
    } else if (end !== undefined) {
      if (inner.name !== end) throw problem(source, at, `</${end}> ends <${inner.name}>`);
      open.pop();
    } else if (text !== undefined) {
      inner.text += decoded(text, () => problem(source, at, "an entity is unknown"));
    } else {
      inner.text += data ?? "";
    }
  }
  if (open.length > 1) throw problem(source, source.length, `<${open.at(-1)!.name}> does not end`);
  const [only, ...others] = root.children;
  if (only === undefined || others.length > 0 || root.text.trim() !== "") {
    throw problem(source, 0, "expected one element, with all else in it");
  }
  return only;
}

function decoded(text: string, unknown: () => Error): string {
  return text.replaceAll(/&(?:#(\d+)|#x([\da-fA-F]+)|(\w+));|&/g, (_, decimal, hex, named) => {
    if (named !== undefined && Object.hasOwn(entities, named)) return entities[named]!;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    if (!(code > 0 && code <= 0x10ffff)) throw unknown();
    return String.fromCodePoint(code);
  });
}

function problem(source: string, at: number, what: string): SyntaxError {
  const line = source.slice(0, at).split("\n").length;
  return new SyntaxError(`line ${line}: ${what}`);
}
