import type * as lsp from "vscode-languageserver-protocol";
import type { Signature, Signatures } from "../language/type-service.js";
import { readableTypes } from "./readable-types.js";

/** The language server's signatures as the kernel gives them out. */
export function cellSignatures(help: lsp.SignatureHelp): Signatures | undefined {
  if (help.signatures.length === 0) return;
  const signatures = help.signatures.map((signature): Signature => {
    const parameters = signature.parameters ?? [];
    return {
      label: readableTypes(signature.label),
      documentation: textOf(signature.documentation),
      parameters: parameters.map(({ label, documentation }) => ({
        label: readableTypes(typeof label === "string" ? label : signature.label.slice(...label)),
        documentation: textOf(documentation),
      })),
      activeParameter: signature.activeParameter ?? help.activeParameter ?? 0,
    };
  });
  return { signatures, active: help.activeSignature ?? 0 };
}

/** The signatures as Markdown: the fitting one with its parameter first, then the others. */
export function signaturesMarkdown({ signatures, active }: Signatures): string {
  const [first, ...others] = [
    ...signatures.slice(active, active + 1),
    ...signatures.filter((_, index) => index !== active),
  ];
  if (first === undefined) return "";
  const parameter = first.parameters[first.activeParameter];
  const labels = [first, ...others].map(({ label }) => label).join("\n");
  const paragraphs = [
    `\`\`\`typescript\n${labels}\n\`\`\``,
    parameter &&
      `**${parameter.label}**${parameter.documentation && ` — ${parameter.documentation}`}`,
    first.documentation,
  ];
  return paragraphs.filter(Boolean).join("\n\n");
}

function textOf(documentation: string | lsp.MarkupContent | undefined): string {
  return typeof documentation === "string" ? documentation : (documentation?.value ?? "");
}
