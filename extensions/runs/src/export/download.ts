/** Gives the reader a file, as a browser does with a download. */
export function download(name: string, address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Gives the reader a text as a file. */
export function downloadText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  download(name, address);
  URL.revokeObjectURL(address);
}

/** A file's name from that of a run, without what file systems refuse. */
export function fileName(name: string, extension: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._ -]+/gu, "-").trim();
  return `${plain || "run"}.${extension}`;
}
