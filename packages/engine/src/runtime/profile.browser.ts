/**
 * A page cannot read the file that ONNX Runtime writes its times to.
 *
 * @throws Error always.
 */
export async function operatorTimes(): Promise<never> {
  throw new Error(
    "Cannot measure a traced step in a page: it takes Node's ONNX Runtime; do it there",
  );
}
