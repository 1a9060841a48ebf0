import type { TranslationBundle } from "@jupyterlab/translation";
import type { IFigures } from "@rosenblatt/jupyterlab-plotly";
import { createContext, useContext } from "react";
import type { ModelLines } from "../line/model-lines.js";
import type { ModelSettings } from "../settings.js";

/** What all parts of the view use of JupyterLab. */
export interface ViewSurroundings {
  readonly lines: ModelLines;
  readonly figures: IFigures;
  readonly trans: TranslationBundle;
  readonly settings: ModelSettings;
  openNotebook(path: string): void;
}

export const Surroundings = createContext<ViewSurroundings | undefined>(undefined);

export function useSurroundings(): ViewSurroundings {
  return useContext(Surroundings)!;
}
