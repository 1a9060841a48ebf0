/** What a figure takes from the page around it. */
export interface ThemeColors {
  readonly paper: string;
  readonly font: string;
  readonly fontFamily: string;
  readonly mutedFont: string;
  readonly grid: string;
  readonly line: string;
  readonly raised: string;
  readonly accent: string;
}

/** The colours of JupyterLab's current theme, as they hold for an element of the page. */
export function themeColors(element: Element): ThemeColors {
  const style = getComputedStyle(element);
  const variable = (name: string) => style.getPropertyValue(name).trim();
  return {
    paper: variable("--jp-layout-color1"),
    font: variable("--jp-content-font-color1"),
    fontFamily: variable("--jp-content-font-family"),
    mutedFont: variable("--jp-content-font-color2"),
    grid: variable("--jp-border-color2"),
    line: variable("--jp-border-color1"),
    raised: variable("--jp-layout-color2"),
    accent: variable("--jp-brand-color1"),
  };
}
