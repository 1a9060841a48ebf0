import type { AnnotatedPicture, AnnotationFields } from "../annotations/annotation-set.js";
import { DataFileError } from "../data-file-error.js";
import { decodeImage, type Pixels } from "../files/decode-image.js";
import { type AnnotatedSource, byPicture } from "./annotated.js";
import { classIndices } from "./framed-annotations.js";
import { painted } from "./painted.js";

/** The pictures of a set by their files' bytes; with `pixels`, masks give each pixel a class. */
export function markedSource(
  set: AnnotationFields,
  { bytes, pixels }: { bytes: (file: string) => Promise<Uint8Array>; pixels: boolean },
): AnnotatedSource {
  const marks = byPicture(set);
  const classOf = classIndices(set.categories);
  return {
    set,
    read: async (picture) => decoded(await bytes(picture.file), picture),
    ...(pixels && {
      map: (picture: AnnotatedPicture) => {
        const { height, width } = picture;
        return painted(marks.get(picture.id)!, { size: { height, width }, classOf });
      },
    }),
  };
}

function decoded(bytes: Uint8Array, { file, height, width }: AnnotatedPicture): Pixels {
  const pixels = decodeImage(bytes, { name: file });
  if (pixels.height === height && pixels.width === width) return pixels;
  throw new DataFileError(
    `Cannot use ${file}: its annotations are of ${height} × ${width} pixels, and it has ` +
      `${pixels.height} × ${pixels.width}; use the picture that was annotated`,
  );
}
