/**
 * The picture that stands for an executed notebook, as PNG: the last one of the cell that the
 * notebook's metadata names, `{ "rosenblatt": { "cover": "moving-line" } }`.
 */
export function coverOf({ metadata, cells }) {
  const cell = cells.find(({ id }) => id === metadata.rosenblatt?.cover);
  const pictures = (cell?.outputs ?? []).flatMap(({ data }) => data?.["image/png"] ?? []);
  return pictures.length > 0 ? Buffer.from(pictures.at(-1), "base64") : undefined;
}
