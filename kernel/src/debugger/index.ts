export { Debugger, type DebuggerParts } from "./debugger.js";
