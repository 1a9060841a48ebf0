import type { TranslationBundle } from "@jupyterlab/translation";

/** Texts as they are written; JupyterLab's own are a module that Jest does not load. */
export const english = {
  __: (text: string, ...values: readonly unknown[]) =>
    text.replace(/%(\d)/g, (_, place) => String(values[Number(place) - 1])),
  _n: (one: string, many: string, count: number) => english.__(count === 1 ? one : many, count),
} as unknown as TranslationBundle;
