/**
 * The name that a function's source uses and its thread lacks, from V8's error. Of names of other
 * cells, `ºcell2.name` to the kernel and `exports.name` to tslab, that tells the first part only.
 */
export function outsideName(error: unknown, source: string): string | undefined {
  const [, name] = /^(\S+) is not defined$/.exec((error as Error)?.message ?? "") ?? [];
  if (name === undefined || (error as Error).name !== "ReferenceError") {
    return undefined;
  }
  const after = source.slice(source.indexOf(name) + name.length);
  const [, member] = /^\.([\p{ID_Continue}$]+)/u.exec(after) ?? [];
  return /^(º|exports$)/.test(name) ? (member ?? name) : name;
}
