import { addExport, createNamespace, type Namespace } from "./namespace.js";

/** What is used here of Node's WebAssembly, which its types leave out. */
interface WebAssemblyApi {
  readonly Module: {
    new (bytes: Uint8Array): object;
    imports(module: object): readonly { readonly module: string }[];
  };
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Global: new () => { readonly value: unknown };
}

const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };

/** A WebAssembly file, compiled. */
export class WasmModule {
  readonly #module: object;

  constructor(bytes: Uint8Array) {
    this.#module = new WebAssembly.Module(bytes);
  }

  /** The modules that it imports. */
  get imports(): string[] {
    return [...new Set(WebAssembly.Module.imports(this.#module).map(({ module }) => module))];
  }

  /**
   * An instance as a namespace, as WebAssembly's integration with ES modules has it: functions,
   * memories and tables by name, globals by their values. Its default is all of these.
   */
  instantiate(imports: ReadonlyMap<string, Namespace>): Namespace {
    const { exports } = new WebAssembly.Instance(this.#module, Object.fromEntries(imports));
    const namespace = createNamespace();
    for (const [name, value] of Object.entries(exports)) {
      addExport(namespace, name, () => (value instanceof WebAssembly.Global ? value.value : value));
    }
    addExport(namespace, "default", () => exports);
    return namespace;
  }
}
