import { type Built, buildModule, readStyle } from "./build.js";
import { watchFiles } from "./watch-files.js";

/** What a front end is made of: texts, or paths of files. */
export interface FrontEndSources {
  readonly esm: string;
  readonly css: string;
}

const builders: Readonly<Record<keyof FrontEndSources, (source: string) => Built>> = {
  esm: buildModule,
  css: readStyle,
};

/** Builds the sources of one front end, and says when a file that they were made of was saved. */
export class Sources {
  readonly #changed: (sources: Partial<FrontEndSources>) => void;
  readonly #sources = new Map<keyof FrontEndSources, { source: string; built: Built }>();
  #unwatch = (): void => undefined;

  constructor(changed: (sources: Partial<FrontEndSources>) => void) {
    this.#changed = changed;
  }

  /** What the browser is given for sources: the one or the other, or none. */
  build(sources: Partial<FrontEndSources>): Partial<FrontEndSources> {
    const given = (Object.keys(builders) as (keyof FrontEndSources)[]).flatMap((name) => {
      const source = sources[name];
      return source === undefined ? [] : [{ name, source, built: builders[name](source) }];
    });
    for (const { name, source, built } of given) this.#sources.set(name, { source, built });
    if (given.length > 0) this.#watch();
    return Object.fromEntries(given.map(({ name, built }) => [name, built.text]));
  }

  /** Follows the files no longer. */
  close(): void {
    this.#unwatch();
  }

  #watch(): void {
    this.#unwatch();
    const files = [...this.#sources.values()].flatMap(({ built }) => built.files);
    this.#unwatch = watchFiles(files, () => {
      const made = [...this.#sources].filter(([, { built }]) => built.files.length > 0);
      this.#changed(Object.fromEntries(made.map(([name, { source }]) => [name, source])));
    });
  }
}
