import { PageConfig, PathExt, URLExt } from "@jupyterlab/coreutils";
import type { TranslationBundle } from "@jupyterlab/translation";

/** What the contents page tells of a notebook. */
export interface Chapter {
  /** Of its file, such as `01-perceptron.ipynb`. */
  readonly file: string;
  /** Such as `1 · The perceptron`. */
  readonly title: string;
  /** What it is about, in a line or two. */
  readonly topic: string;
  /** How long it runs on two cores. */
  readonly seconds: number;
  /** The address of a picture that it makes. */
  readonly picture: string;
}

/** The name of this extension's folder among the others. */
const name = "@rosenblatt/jupyterlab-lecture";

/** The lecture as the server has it. What cannot be read is an error that names the cure. */
export class Lecture {
  readonly #trans: TranslationBundle;
  #chapters: Promise<readonly Chapter[]> | undefined;

  constructor(trans: TranslationBundle) {
    this.#trans = trans;
  }

  /** All notebooks in order, fetched when they are first asked for. */
  chapters(): Promise<readonly Chapter[]> {
    this.#chapters ??= this.#fetched("contents.json").then((list) =>
      (list as Chapter[]).map((chapter) => ({ ...chapter, picture: address(chapter.picture) })),
    );
    this.#chapters.catch(() => {
      this.#chapters = undefined;
    });
    return this.#chapters;
  }

  /**
   * The chapter that a path is a copy of.
   * @throws Error when it is a copy of none.
   */
  async chapterAt(path: string): Promise<Chapter> {
    const chapters = await this.chapters();
    const found = chapters.find(({ file }) => file === PathExt.basename(path));
    if (found) return found;
    throw new Error(this.#trans.__("%1 is none of the lecture's notebooks.", path));
  }

  /** A notebook as it was written, without outputs. */
  original({ file }: Chapter): Promise<unknown> {
    return this.#fetched(file);
  }

  async #fetched(file: string): Promise<unknown> {
    const trans = this.#trans;
    const response = await fetch(address(file)).catch((error: Error) => {
      throw new Error(
        trans.__(
          "Cannot read %1 of the lecture: the server does not answer (%2); see whether it still runs, and try again",
          file,
          error.message,
        ),
      );
    });
    if (response.ok) return response.json();
    throw new Error(
      trans.__(
        "Cannot read %1 of the lecture: the server answers %2; is the extension whole? Build it anew with `npm run build`",
        file,
        response.status,
      ),
    );
  }
}

function address(file: string): string {
  return URLExt.join(PageConfig.getOption("fullLabextensionsUrl"), name, "static/lecture", file);
}
