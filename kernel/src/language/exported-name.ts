/** The name by which a specifier exports or imports: an identifier or a string. */
export function exportedName(name: { type: string; name?: string; value?: unknown }): string {
  return name.type === "Identifier" ? name.name! : String(name.value);
}
