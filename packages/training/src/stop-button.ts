import { type Button, button, drawsWidgets } from "@rosenblatt/widgets";

/** A button that ends a run, where widgets are drawn. */
export function stopButton(stop: () => void): Button | undefined {
  if (!drawsWidgets()) return undefined;
  const made = button("Stop", {
    icon: "stop",
    tooltip: "End the training after this step; the model stays valid",
    layout: { width: "auto", margin: "0" },
    onClick: () => {
      made.disabled = true;
      stop();
    },
  });
  return made;
}
