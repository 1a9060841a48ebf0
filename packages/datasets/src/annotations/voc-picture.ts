import { DataFileError, guarded } from "../data-file-error.js";
import type { BoxEdges } from "../masks/box-iou.js";
import { parseXml, type XmlElement } from "./xml.js";

/** One object in a file of Pascal VOC. */
export interface VocObject {
  readonly name: string;
  readonly box: BoxEdges;
  readonly difficult: boolean;
  readonly truncated: boolean;
}

/** What a file of Pascal VOC tells of one picture. */
export interface VocPicture {
  readonly file: string;
  readonly height: number;
  readonly width: number;
  readonly objects: readonly VocObject[];
}

/** The annotations of one picture. @throws DataFileError, with what is wrong. */
export function decodeVoc(bytes: Uint8Array, { name }: { name: string }): VocPicture {
  const root = guarded(name, () => {
    return parseXml(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  });
  if (root.name !== "annotation") {
    throw new DataFileError(
      `Cannot read ${name}: it must be an <annotation> of Pascal VOC, got a <${root.name}>`,
    );
  }
  const size = child(root, { of: "size", name });
  const objects = root.children.filter((element) => element.name === "object");
  return {
    file: textIn(root, { of: "filename", name }),
    height: whole(size, { of: "height", name }),
    width: whole(size, { of: "width", name }),
    objects: objects.map((object) => ({
      name: textIn(object, { of: "name", name }),
      box: boxIn(child(object, { of: "bndbox", name }), name),
      difficult: flag(object, "difficult"),
      truncated: flag(object, "truncated"),
    })),
  };
}

interface Field {
  /** The child's name. */
  readonly of: string;
  /** The file's. */
  readonly name: string;
}

function child(element: XmlElement, { of, name }: Field): XmlElement {
  const found = element.children.find((each) => each.name === of);
  if (found) return found;
  throw new DataFileError(`Cannot read ${name}: <${element.name}> needs a <${of}>, and has none`);
}

function textIn(element: XmlElement, field: Field): string {
  const text = child(element, field).text.trim();
  if (text !== "") return text;
  throw new DataFileError(`Cannot read ${field.name}: <${field.of}> must not be empty`);
}

function numberIn(element: XmlElement, field: Field): number {
  const text = textIn(element, field);
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,2})?$/i.test(text)) return Number(text);
  throw new DataFileError(
    `Cannot read ${field.name}: <${field.of}> must be a number, got ${JSON.stringify(text.slice(0, 40))}`,
  );
}

function whole(element: XmlElement, field: Field): number {
  const value = numberIn(element, field);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new DataFileError(
    `Cannot read ${field.name}: <${field.of}> must be a whole number from 1 on, got ${value}`,
  );
}

function boxIn(element: XmlElement, name: string): BoxEdges {
  const side = (of: string) => numberIn(element, { of, name });
  const [left, top, right, bottom] = ["xmin", "ymin", "xmax", "ymax"].map(side) as [
    number,
    number,
    number,
    number,
  ];
  if (right >= left && bottom >= top)
    return [left - 1, top - 1, right - left + 1, bottom - top + 1];
  throw new DataFileError(
    `Cannot read ${name}: a box must have xmax ≥ xmin and ymax ≥ ymin, got x ${left} to ${right} ` +
      `and y ${top} to ${bottom}; correct it`,
  );
}

function flag(element: XmlElement, name: string): boolean {
  return element.children.some((each) => each.name === name && each.text.trim() === "1");
}

/** The text of a file. */
export function encodeVoc({ file, height, width, objects }: VocPicture): string {
  const lines = objects.flatMap(({ name, box: [x, y, w, h], difficult, truncated }) => [
    "  <object>",
    `    <name>${escaped(name)}</name>`,
    "    <pose>Unspecified</pose>",
    `    <truncated>${Number(truncated)}</truncated>`,
    `    <difficult>${Number(difficult)}</difficult>`,
    "    <bndbox>",
    `      <xmin>${x + 1}</xmin>`,
    `      <ymin>${y + 1}</ymin>`,
    `      <xmax>${lastPixel(x, w)}</xmax>`,
    `      <ymax>${lastPixel(y, h)}</ymax>`,
    "    </bndbox>",
    "  </object>",
  ]);
  return `${[
    "<annotation>",
    `  <filename>${escaped(file)}</filename>`,
    `  <size><width>${width}</width><height>${height}</height><depth>3</depth></size>`,
    "  <segmented>0</segmented>",
    ...lines,
    "</annotation>",
  ].join("\n")}\n`;
}

/** A box of less than a pixel is the pixel that it begins in. */
function lastPixel(start: number, length: number): number {
  return Math.max(start + 1, Number((start + length).toFixed(6)));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
