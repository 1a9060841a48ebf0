import { SaxesParser } from "saxes";

/** An element of an XML file: its own text without that of its children. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** A file of annotations nests four deep. */
const maxDepth = 32;

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
  const parser = new SaxesParser();
  const refuse = (what: string): never => {
    throw new SyntaxError(`line ${parser.line}: ${what}`);
  };
  const addText = (text: string) => {
    open.at(-1)!.text += text;
  };
  parser.on("error", ({ message }) => refuse(message.replace(/^\d+:\d+: |\.$/g, "")));
  parser.on("doctype", () => refuse("it has a document type, which no annotations need"));
  parser.on("opentag", ({ name }) => {
    if (open.length > maxDepth) refuse(`it nests more than ${maxDepth} deep`);
    const element = { name, children: [], text: "" };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => open.pop());
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(source).close();
  return root.children[0]!;
}
