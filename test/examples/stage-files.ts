import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { encode as encodeJpeg } from "jpeg-js";
import { encodeWav } from "rosenblatt";
import * as fixtures from "../../packages/datasets/test/fixtures/files.json";

const samples = resolve(__dirname, "../../packages/datasets/samples");

/** Puts the files that examples read into a folder. */
export async function stageFiles(folder: string): Promise<void> {
  const put = async (name: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  };
  const bytes = (text: string) => Buffer.from(text, "base64");
  const flowers = [1, 2, 3, 4].flatMap((i) => [
    put(`flowers/daisy/${i}.png`, bytes(fixtures.png)),
    put(`flowers/rose/${i}.jpg`, bytes(fixtures.jpeg)),
  ]);
  const words = ["yes", "no"].flatMap((word) =>
    [1, 2, 3, 4].map((i) => put(`words/${word}/${i}.wav`, tone(100 * i))),
  );
  await Promise.all([
    ...flowers,
    ...words,
    put("hello.wav", tone(440)),
    put("speech/manifest.csv", "../words/yes/1.wav,yes\n../words/no/1.wav,no no\n"),
    put("flowers/rose/notes.txt", "a note"),
    put("penguins.csv", penguins),
    put("club.pgn", '[White "Morphy"]\n[Result "1-0"]\n\n1. e4 e5 2. Nf3 d6 3. d4 1-0\n'),
    put("broken.csv", "species,island\nAdelie\n"),
    cp(join(samples, "fashion-mnist"), join(folder, "kmnist"), { recursive: true }),
    put("mnist.npz", bytes(fixtures.npz)),
    put("images.npy", npy([10, 2, 2, 1])),
    put("digits.npy", npy([10])),
    put("train.tfrecord", bytes(fixtures.tfrecord)),
    ...annotated.map(([name, content]) => put(name!, content!)),
    put("panoptic/1.png", bytes(segments)),
    put("voc/JPEGImages/BloodImage_00117.jpg", photograph({ height: 480, width: 640 })),
  ]);
}

function photograph({ height, width }: { height: number; width: number }): Uint8Array {
  return encodeJpeg({ height, width, data: Buffer.alloc(4 * height * width, 128) }, 80).data;
}

/** A tenth of a second. */
function tone(hertz: number): Uint8Array {
  const samples = Float32Array.from({ length: 800 }, (_, i) => Math.sin((i * hertz) / 1300));
  return encodeWav(samples, { sampleRate: 8000 });
}

const penguins = `species,island,beak length
Adelie,Torgersen,39.1
Adelie,Dream,37.2
Gentoo,Biscoe,46.1
Gentoo,Biscoe,50
`;

const pictures = [{ id: 1, file_name: "1.jpg", height: 20, width: 30 }];
const categories = [
  { id: 1, name: "cell", isthing: 1 },
  { id: 2, name: "cluster", isthing: 1 },
];
const instances = {
  images: pictures,
  categories,
  annotations: [
    { id: 1, image_id: 1, category_id: 1, bbox: [2, 3, 10, 8], area: 80, iscrowd: 0 },
    { id: 2, image_id: 1, category_id: 2, bbox: [15, 3, 10, 10], area: 100, iscrowd: 0 },
  ],
};
const results = [
  { image_id: 1, category_id: 1, bbox: [2, 3, 10, 7], score: 0.9 },
  { image_id: 1, category_id: 2, bbox: [14, 3, 10, 10], score: 0.8 },
];
const segmentsInfo = [
  { id: 1, category_id: 1, area: 3, bbox: [0, 0, 3, 1], iscrowd: 0 },
  { id: 300, category_id: 2, area: 2, bbox: [0, 1, 2, 1], iscrowd: 0 },
];
const panoptic = {
  images: [{ ...pictures[0], height: 2, width: 3 }],
  categories,
  annotations: [{ image_id: 1, file_name: "1.png", segments_info: segmentsInfo }],
};
const voc = `<annotation>
  <filename>BloodImage_00117.jpg</filename>
  <size><width>640</width><height>480</height><depth>3</depth></size>
  <object>
    <name>RBC</name>
    <bndbox><xmin>507</xmin><ymin>63</ymin><xmax>609</xmax><ymax>180</ymax></bndbox>
  </object>
</annotation>`;
/** The ids 1, 1, 1 and 300, 300, 0 as colours of a PNG. */
const segments =
  "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAFklEQVR4AWNkZIACJm1GBm1Ghv8MDAAF3gFcB/bkoAAAAABJRU5ErkJggg==";
const annotated = [
  ["instances.json", JSON.stringify(instances)],
  ["results.json", JSON.stringify(results)],
  ["panoptic.json", JSON.stringify(panoptic)],
  ["voc/Annotations/BloodImage_00117.xml", voc],
];

/** Bytes 0, 1, 0, 1, … as an array file of NumPy, version 1.0. */
function npy(shape: readonly number[]): Uint8Array {
  const sizes = shape.map((size) => `${size},`).join(" ");
  const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${sizes}), }`;
  const header = `${text.padEnd(117)}\n`;
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Uint8Array.from({ length: count }, (_, i) => i % 2);
  const start = Buffer.from("\x93NUMPY\x01\x00", "latin1");
  return Buffer.concat([start, Buffer.from([header.length, 0]), Buffer.from(header), values]);
}
