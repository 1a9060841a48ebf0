/** What a key of a history measures: `valLoss` is the loss on validation data. */
export function measureOf(key: string): { name: string; validation: boolean } {
  const rest = /^val([A-Z].*)$/.exec(key)?.[1];
  return rest === undefined
    ? { name: key, validation: false }
    : { name: rest[0]!.toLowerCase() + rest.slice(1), validation: true };
}
