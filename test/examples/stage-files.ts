import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
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
  await Promise.all([
    ...flowers,
    put("flowers/rose/notes.txt", "a note"),
    put("penguins.csv", penguins),
    put("broken.csv", "species,island\nAdelie\n"),
    cp(join(samples, "fashion-mnist"), join(folder, "kmnist"), { recursive: true }),
    put("mnist.npz", bytes(fixtures.npz)),
    put("images.npy", npy([10, 2, 2, 1])),
    put("digits.npy", npy([10])),
    put("train.tfrecord", bytes(fixtures.tfrecord)),
  ]);
}

const penguins = `species,island,beak length
Adelie,Torgersen,39.1
Adelie,Dream,37.2
Gentoo,Biscoe,46.1
Gentoo,Biscoe,50
`;

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
