import type { ISettingRegistry } from "@jupyterlab/settingregistry";
import type { Measure } from "./graph/heat.js";

/** What the reader has chosen in JupyterLab's settings. */
export interface ModelSettings {
  /** What colours the graph when a model is opened. */
  readonly heat: Measure;
  /** As many boxes may be shown before blocks are folded. */
  readonly boxes: number;
}

/** The settings, with their defaults where they are not known. */
export function readSettings(settings: ISettingRegistry.ISettings | undefined): ModelSettings {
  const heat = settings?.get("heat").composite;
  const boxes = settings?.get("boxes").composite;
  return {
    heat: heat === "multAdds" ? heat : "parameters",
    boxes: typeof boxes === "number" ? boxes : 30,
  };
}
