import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "@rosenblatt/engine";
import { DataFileError } from "../data-file-error.js";
import { readWhole } from "../files/read-whole.js";
import {
  type Annotation,
  type AnnotationFields,
  type AnnotationSet,
  problemOf,
  showing,
} from "./annotation-set.js";
import { decodeVoc, encodeVoc, type VocObject, type VocPicture } from "./voc-picture.js";

/** How annotations are read. */
export interface PascalVocOptions {
  /** The names of the classes, whose ids are then 1, 2, …; all that occur, by alphabet, else. */
  classes?: readonly string[] | undefined;
}

const limit = 4e6;

/**
 * Boxes in pictures from a folder of XML files in the format of Pascal VOC. A box there names its
 * first and its last pixel, counted from 1; here it is `[x, y, width, height]` from the upper left
 * corner, so that `xmin` 1 and `xmax` 3 are an x of 0 and a width of 3.
 *
 * @example
 * const set = await pascalVoc("voc/Annotations");
 * set.annotations[0]!.box; // [506, 62, 103, 118]
 * @throws DataFileError when there is no such file, or one is broken; the message names it.
 */
export async function pascalVoc(
  folder: string,
  { classes }: PascalVocOptions = {},
): Promise<AnnotationSet> {
  const pictures: VocPicture[] = [];
  for (const path of await filesIn(folder)) {
    pictures.push(decodeVoc(await readWhole(path, { limit }), { name: path }));
  }
  return vocAnnotations(pictures, { classes, name: folder });
}

/** The boxes in pictures as one set. @throws DataFileError for a class that is not among these. */
export function vocAnnotations(
  pictures: readonly VocPicture[],
  { classes, name }: PascalVocOptions & { name: string },
): AnnotationSet {
  const seen = new Set(pictures.flatMap(({ objects }) => objects.map((object) => object.name)));
  const categories = (classes ?? [...seen].sort()).map((each, i) => ({ id: i + 1, name: each }));
  const ids = new Map(categories.map((category) => [category.name, category.id]));
  const strange = [...seen].find((each) => !ids.has(each));
  if (strange !== undefined) {
    throw new DataFileError(
      `Cannot read ${name}: it has objects of the class ${JSON.stringify(strange)}, ` +
        "which is not among classes; add it there",
    );
  }
  const images = pictures.map(({ file, height, width }, i) => ({ id: i + 1, file, height, width }));
  return showing({ images, categories, annotations: annotationsOf(pictures, ids) });
}

async function filesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((error: Error) => {
    throw new DataFileError(`Cannot read ${folder}: ${error.message}; check the path`, {
      cause: error,
    });
  });
  const names = files.filter((file) => file.endsWith(".xml")).sort();
  if (names.length > 0) return names.map((name) => join(folder, name));
  throw new DataFileError(`Cannot read ${folder}: it needs files that end in .xml, and has none`);
}

function annotationsOf(
  pictures: readonly VocPicture[],
  ids: ReadonlyMap<string, number>,
): Annotation[] {
  const found = pictures.flatMap(({ objects }, i) =>
    objects.map((object) => ({ ...object, image: i + 1 })),
  );
  return found.map(({ name, image, box, difficult, truncated }, i) => {
    const marks = { id: i + 1, image, category: ids.get(name)!, box, area: box[2] * box[3] };
    return { ...marks, crowd: false, difficult, truncated };
  });
}

/**
 * Writes boxes in pictures as XML files in the format of Pascal VOC, one for each picture, named
 * after it.
 *
 * @example
 * const set = await pascalVoc("voc/Annotations");
 * await writePascalVoc(set, "copy"); // copy/BloodImage_00117.xml
 * @throws RangeError when ids occur twice or do not exist, or two pictures would have one file.
 */
export async function writePascalVoc(set: AnnotationFields, folder: string): Promise<void> {
  const problem = problemOf(set);
  if (problem !== undefined) throw new RangeError(`Cannot write ${folder}: ${problem}`);
  const names = new Map(set.categories.map(({ id, name }) => [id, name]));
  const objects = new Map<number, VocObject[]>(set.images.map(({ id }) => [id, []]));
  for (const { image, category, box, difficult, truncated } of set.annotations) {
    const flags = { difficult: difficult ?? false, truncated: truncated ?? false };
    objects.get(image)!.push({ name: names.get(category)!, box, ...flags });
  }
  const files = set.images.map(({ file }) => fileFor(file));
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  if (twice !== undefined) {
    throw new RangeError(`Cannot write ${folder}: two pictures would be written as ${twice}`);
  }
  for (const [i, { id, file, height, width }] of set.images.entries()) {
    const text = encodeVoc({ file, height, width, objects: objects.get(id)! });
    await writeWhole(join(folder, files[i]!), Buffer.from(text));
  }
}

/** The last part of a picture's path, so that no name leads out of the folder. */
function fileFor(picture: string): string {
  const last = picture.split(/[\\/]/).at(-1)!;
  return `${last.replace(/\.\w+$/, "")}.xml`;
}
