/** What a key does among slides. */
export type SlideAct = "run" | "leave" | "next" | "back" | "first" | "last" | "close";

type Keys = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

const turns: Readonly<Record<string, SlideAct>> = {
  ArrowRight: "next",
  PageDown: "next",
  ArrowLeft: "back",
  PageUp: "back",
  Home: "first",
  End: "last",
  Escape: "close",
};

/**
 * What a pressed key does; undefined leaves it to others. While one writes, keys are text, but
 * those that run a cell or leave the text.
 */
export function slideAct(
  { key, shiftKey, ctrlKey, metaKey, altKey }: Keys,
  { writing }: { readonly writing: boolean },
): SlideAct | undefined {
  const modified = shiftKey || ctrlKey || metaKey;
  // Cells run as in the notebook, but the slide stays.
  if (key === "Enter" && modified && !altKey) return "run";
  if (modified || altKey) return undefined;
  if (writing) return key === "Escape" ? "leave" : undefined;
  return turns[key];
}
