import { calledPlaceholder, placeholder } from "../magics/magic-call.js";
import { DISPLAY_GLOBAL } from "./display-global.js";
import { INPUT_GLOBALS } from "./input-globals.js";

/** The globals that the runtime adds, declared for the type checker. Each feature adds its own. */
export const GLOBALS = `${DISPLAY_GLOBAL}${INPUT_GLOBALS}
declare const ${placeholder}: string[];
declare function ${calledPlaceholder}(...values: unknown[]): string[];
`;
