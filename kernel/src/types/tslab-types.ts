/** The module `tslab`, which the kernel has built in, declared for the type checker. */
export const TSLAB = `declare module "tslab" {
  /** What can be shown; each call is one output. */
  export interface Display {
    javascript(text: string): void;
    html(text: string): void;
    markdown(text: string): void;
    latex(text: string): void;
    svg(text: string): void;
    png(bytes: Uint8Array): void;
    jpeg(bytes: Uint8Array): void;
    gif(bytes: Uint8Array): void;
    pdf(bytes: Uint8Array): void;
    text(text: string): void;
    /** Shows content of any MIME type; bytes travel as base64. */
    raw(contentType: string, content: string | Uint8Array): void;
  }
  /** Shows something below the cell. */
  export const display: Display;
  /** A display whose later calls replace what the first one showed. */
  export function newDisplay(): Display;
  /** The versions of tslab's interface, of TypeScript and of Node. */
  export const versions: { tslab: string; typescript: string; node: string };
}
`;
