import type { JsxOptions, TransformOptions } from "oxc-transform";
import { asksForClassicJsx } from "./esbuild-options.js";
import type { CompilerOptions } from "./tsconfig.js";

/** How oxc is to turn a text into JavaScript under a tsconfig.json's options. */
export function oxcOptions(text: string, options: CompilerOptions): TransformOptions {
  return {
    sourceType: "module",
    sourcemap: true,
    target: `node${process.versions.node}`,
    jsx: jsx(text, options),
    ...(options.experimentalDecorators === true && legacyDecorators(options)),
  };
}

function jsx(text: string, options: CompilerOptions): JsxOptions {
  const { jsxFactory, jsxFragmentFactory, jsxImportSource } = options as Record<string, string>;
  if (!asksForClassicJsx(text, options.jsx)) {
    return { runtime: "automatic", ...(jsxImportSource && { importSource: jsxImportSource }) };
  }
  return {
    runtime: "classic",
    ...(jsxFactory && { pragma: jsxFactory }),
    ...(jsxFragmentFactory && { pragmaFrag: jsxFragmentFactory }),
  };
}

function legacyDecorators(options: CompilerOptions): TransformOptions {
  const defines = definesFields(options);
  return {
    target: `es${defines ? "2022" : "2021"}`,
    decorator: { legacy: true, emitDecoratorMetadata: options.emitDecoratorMetadata === true },
    ...(!defines && {
      assumptions: { setPublicClassFields: true },
      typescript: { removeClassFieldsWithoutInitializer: true },
    }),
  };
}

/** `useDefineForClassFields`, which follows from the target where it is not set. */
function definesFields({ target, useDefineForClassFields }: CompilerOptions): boolean {
  if (typeof useDefineForClassFields === "boolean") return useDefineForClassFields;
  const version = /^es(\d+)$/.exec(String(target ?? "esnext"))?.[1];
  return version === undefined || Number(version) >= 2022;
}
