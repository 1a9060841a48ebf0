import { DataFileError } from "../data-file-error.js";

/** A line of a manifest: a file, and what is said in it. */
export interface ManifestLine {
  readonly file: string;
  readonly text: string;
}

/**
 * The lines of a manifest, empty ones left out. Each is a JSON object with `audio_filepath` and
 * `text`, as NeMo writes it, or a path and a text with a tab, a bar or a comma between.
 *
 * @throws DataFileError that names the line which is neither.
 */
export function manifestLines(content: string, name: string): ManifestLine[] {
  return content
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .flatMap((line, i) => (line.trim() === "" ? [] : [parsed(line, `line ${i + 1} of ${name}`)]));
}

function parsed(line: string, where: string): ManifestLine {
  if (line.startsWith("{")) return fromJson(line, where);
  const separator = ["\t", "|", ","].find((each) => line.includes(each));
  const at = separator ? line.indexOf(separator) : -1;
  const file = line.slice(0, Math.max(0, at)).trim();
  if (file === "") {
    throw new DataFileError(
      `Cannot read ${where}: it needs a path and a text with a tab, a bar or a comma between`,
    );
  }
  return { file, text: line.slice(at + 1) };
}

function fromJson(line: string, where: string): ManifestLine {
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(line);
  } catch (cause) {
    throw new DataFileError(`Cannot read ${where}: ${(cause as Error).message}`, { cause });
  }
  const { audio_filepath: file, text } = record;
  if (typeof file !== "string" || file === "" || typeof text !== "string") {
    throw new DataFileError(`Cannot read ${where}: it needs texts audio_filepath and text`);
  }
  return { file, text };
}
