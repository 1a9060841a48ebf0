import { decodedMappings, encodedMap, TraceMap, traceSegment } from "@jridgewell/trace-mapping";

/** The source map that leads by `outer` and then by `inner`, all as JSON. */
export function composeMaps(outer: string, inner: string): string {
  const first = new TraceMap(outer);
  const second = new TraceMap(inner);
  const mappings = decodedMappings(first).map((segments) =>
    segments.flatMap((segment): [number, number, number, number][] => {
      if (segment.length === 1) return [];
      const [column, , line, at] = segment;
      const found = traceSegment(second, line, at);
      if (found === null || found.length === 1) return [];
      return [[column, 0, found[2], found[3]]];
    }),
  );
  const map = new TraceMap({ version: 3, sources: second.sources, names: [], mappings });
  return JSON.stringify(encodedMap(map));
}
