import { PageConfig, URLExt } from "@jupyterlab/coreutils";

/** What the contents page tells of a notebook. */
export interface Chapter {
  /** Of its file, such as `01-perceptron.ipynb`. */
  readonly file: string;
  /** Such as `1 · The perceptron`. */
  readonly title: string;
  /** What it is about, in a few sentences. */
  readonly topic: string;
  /** How long it runs on two cores. */
  readonly seconds: number;
  /** The address of a picture that it makes. */
  readonly picture: string;
}

/** The name of this extension's folder among the others. */
const name = "@rosenblatt/jupyterlab-lecture";

function address(file: string): string {
  return URLExt.join(PageConfig.getOption("fullLabextensionsUrl"), name, "static/lecture", file);
}

let chapters: Promise<readonly Chapter[]> | undefined;

/** All notebooks of the lecture in order, fetched when they are first asked for. */
export function lecture(): Promise<readonly Chapter[]> {
  chapters ??= fetched("contents.json").then((list) =>
    (list as Chapter[]).map((chapter) => ({ ...chapter, picture: address(chapter.picture) })),
  );
  chapters.catch(() => {
    chapters = undefined;
  });
  return chapters;
}

/** A notebook as it was written, without outputs. */
export function original(file: string): Promise<unknown> {
  return fetched(file);
}

async function fetched(file: string): Promise<unknown> {
  const response = await fetch(address(file));
  if (response.ok) return response.json();
  throw new Error(
    `Cannot read ${file} of the lecture: the server answers ${response.status}; is the extension ` +
      "whole? Build it anew with `npm run build`",
  );
}
