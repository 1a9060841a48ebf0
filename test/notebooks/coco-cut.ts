import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import {
  type Annotation,
  type Category,
  encodeMask,
  maskArea,
  writeCocoInstances,
} from "@rosenblatt/datasets";
import { decodeImage, type Pixels } from "../../packages/datasets/src/files/decode-image.js";

/** A picture of the cut, as its index has it. */
interface Indexed {
  readonly file: string;
  readonly h: number;
  readonly w: number;
  readonly segments: readonly {
    readonly category_id: number;
    readonly name: string;
    readonly isthing: number;
    readonly bbox: Annotation["box"];
    readonly iscrowd: number;
  }[];
}

/**
 * Lays out a mirror's cut of COCO in a folder as COCO's own files lie, for `coco()` to read. A thing
 * is what has its class within its box.
 */
export async function layOutCocoCut(mirror: string, folder: string): Promise<void> {
  const [unpacked, home] = [join(folder, "cut"), join(folder, "coco")];
  for (const each of [unpacked, join(home, "annotations")]) mkdirSync(each, { recursive: true });
  execFileSync("tar", ["xzf", join(mirror, "coco-cc.tar.gz"), "-C", unpacked]);
  const index: Indexed[] = JSON.parse(readFileSync(join(unpacked, "index.json"), "utf8"));
  const categories = new Map<number, Category>();
  const annotations: Annotation[] = [];
  for (const [i, { file, segments }] of index.entries()) {
    const classes = decodeImage(
      readFileSync(join(unpacked, "semantic", file.replace(/jpg$/, "png"))),
    );
    for (const { category_id: category, name, isthing, bbox: box, iscrowd } of segments) {
      if (!isthing) continue;
      categories.set(category, { id: category, name });
      const segmentation = maskOf(category, { box, classes });
      const common = { id: annotations.length + 1, image: i + 1, category, box };
      annotations.push({
        ...common,
        segmentation,
        area: maskArea(segmentation),
        crowd: iscrowd > 0,
      });
    }
  }
  const images = index.map(({ file, h, w }, i) => ({ id: i + 1, file, height: h, width: w }));
  const set = { images, categories: [...categories.values()], annotations };
  await writeCocoInstances(set, join(home, "annotations", "instances_val2017.json"));
  renameSync(join(unpacked, "images"), join(home, "val2017"));
}

/** The pixels of a category within a box of a picture whose red is the category. */
function maskOf(category: number, { box, classes }: { box: Annotation["box"]; classes: Pixels }) {
  const { data, width, height } = classes;
  const [left, top, wide, high] = box;
  const bitmap = new Uint8Array(width * height);
  for (let y = top; y < top + high; y += 1) {
    for (let x = left; x < left + wide; x += 1) {
      const at = y * width + x;
      if (data[4 * at] === category) bitmap[at] = 1;
    }
  }
  return encodeMask(bitmap, { height, width });
}
