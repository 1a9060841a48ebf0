import { fashionMnist, lenet, seed, type tf } from "rosenblatt";

/** What examples use without saying where it comes from, by the names that the documentation uses. */
export async function stage() {
  seed(1);
  const data = await fashionMnist({ train: 256, test: 64 });
  const model = lenet({ shape: data.shape, classes: 10 });
  const image = data.test.at(0).input;
  const [{ x, y }] = data.train.take(16).batches(16) as [{ x: tf.Tensor; y: tf.Tensor1D }];
  return { data, model, image, x, y };
}
export type Stage = Awaited<ReturnType<typeof stage>>;
export const staged = ["data", "model", "image", "x", "y"] as const satisfies (keyof Stage)[];
