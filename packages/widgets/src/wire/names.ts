const special: Readonly<Record<string, string>> = {
  classes: "_dom_classes",
  optionsLabels: "_options_labels",
};

/** The name that a property has in the protocol: `readoutFormat` is `readout_format` there. */
export function wireName(name: string): string {
  return special[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
