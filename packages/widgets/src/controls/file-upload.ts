import { type ButtonStyle, styles } from "../model/style.js";
import {
  type ControlProperties,
  make,
  type Options,
  viewKind,
  type Widget,
} from "../model/widget.js";
import type { Codec } from "../wire/codec.js";
import type { ButtonLook } from "./button.js";

/** A file that somebody has chosen. */
export interface UploadedFile {
  readonly name: string;
  /** Its MIME type. */
  readonly type: string;
  /** Its size in bytes. */
  readonly size: number;
  readonly lastModified: Date;
  readonly content: Uint8Array;
}

/** Properties of a button that uploads files. */
export interface FileUploadProperties extends ControlProperties<ButtonStyle>, ButtonLook {
  /** The files of the last upload. */
  value: readonly UploadedFile[];
  /** Which files are offered, such as `".csv,image/*"`; empty for all. */
  accept: string;
  /** Whether several files may be chosen at once. */
  multiple: boolean;
  /** What went wrong in the front end. */
  error: string;
}

export type FileUpload = Widget<FileUploadProperties>;

interface WireFile extends Omit<UploadedFile, "lastModified"> {
  readonly last_modified: number;
}

const files: Codec<readonly UploadedFile[]> = {
  toWire: (value) =>
    value.map(({ lastModified, ...file }) => ({ ...file, last_modified: lastModified.getTime() })),
  fromWire: (wire) =>
    (wire as readonly WireFile[]).map(({ last_modified, ...file }) => ({
      ...file,
      lastModified: new Date(last_modified),
    })),
};

const fileUploadKind = viewKind<FileUploadProperties>({
  name: "FileUpload",
  styledBy: styles.button,
  defaults: {
    value: [],
    description: "Upload",
    descriptionAllowHtml: false,
    accept: "",
    multiple: false,
    error: "",
    icon: "upload",
    buttonStyle: "",
    disabled: false,
  },
  unechoed: ["value"],
  codecs: { value: files },
});

/**
 * A button that uploads files from the machine of who presses it.
 *
 * @example
 * const upload = fileUpload({ accept: ".csv" });
 * upload.on("change", ([file]) => console.log(file?.name, file?.size));
 */
export function fileUpload(options: Options<FileUploadProperties> = {}): FileUpload {
  return make(fileUploadKind, options);
}
