export type {
  Answer,
  CellDefinition,
  CellText,
  Diagnostics,
  FromEditor,
  Question,
  ToEditor,
} from "@rosenblatt/kernel/lib/editor/protocol.js";
export type {
  Diagnostic,
  Hover,
  Signature,
  Signatures,
} from "@rosenblatt/kernel/lib/language/type-service.js";
