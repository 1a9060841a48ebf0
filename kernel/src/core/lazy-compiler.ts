import type { Compiler } from "../language/compile.js";

/** A compiler that is loaded for the first cell, or ahead of it by `warm`. */
export class LazyCompiler
  implements Pick<Compiler, "compile" | "publish" | "publisher" | "knows" | "forget" | "moveTo">
{
  readonly #load: () => Promise<Compiler>;
  #loading: Promise<Compiler> | undefined;
  #compiler: Compiler | undefined;

  constructor(load: () => Promise<Compiler>) {
    this.#load = load;
  }

  async compile(...source: Parameters<Compiler["compile"]>): ReturnType<Compiler["compile"]> {
    return (this.#compiler ?? (await this.#loaded())).compile(...source);
  }

  /** Only cells that were compiled publish names. */
  publish(...names: Parameters<Compiler["publish"]>): void {
    this.#compiler?.publish(...names);
  }

  /** Until then nothing is published. */
  publisher(name: string): number | undefined {
    return this.#compiler?.publisher(name);
  }

  knows(name: string): boolean {
    return this.#compiler?.knows(name) ?? name in globalThis;
  }

  forget(): void {
    this.#compiler?.forget();
  }

  moveTo(folder: string): void {
    this.#compiler?.moveTo(folder);
  }

  async warm(): Promise<void> {
    await (await this.#loaded()).warm();
  }

  async #loaded(): Promise<Compiler> {
    this.#loading ??= this.#load();
    this.#compiler = await this.#loading;
    return this.#compiler;
  }
}
