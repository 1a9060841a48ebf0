import { join } from "node:path";

/** The file that the script of a cell pretends to be; it does not exist. */
export function cellFile(folder: string, cell: number): string {
  return join(folder, `.cell-${cell}.ts`);
}

/** The number of the cell whose script has this name or URL, if it is a cell's. */
export function cellInFile(file: string): number | undefined {
  const number = /[\\/]\.cell-(\d+)\.ts$/.exec(file)?.[1];
  return number === undefined ? undefined : Number(number);
}
