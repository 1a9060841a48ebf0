/** The globals that the runtime adds, declared for the type checker. Each feature adds its own. */
export const GLOBALS = `/**
 * Shows a value below the cell, as the value of its last line is shown. With an \`id\`, a later call
 * with the same \`id\` and \`update\` replaces what was shown.
 */
declare function display(value: unknown, options?: { id?: string; update?: boolean }): void;
`;
