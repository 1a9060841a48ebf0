import { sizesText } from "../graph/layout.js";
import { useSurroundings } from "./surroundings.js";

interface FactsListProps {
  readonly kind: string;
  readonly output: readonly number[];
  readonly parameters: number;
  readonly trainable: number;
  readonly multAdds: number;
  readonly milliseconds: number | undefined;
}

/** A layer's or a block's numbers, as `summary` tells them. */
export function FactsList(props: FactsListProps) {
  const { kind, output, parameters, trainable, multAdds, milliseconds } = props;
  const { trans } = useSurroundings();
  const count = (value: number) => value.toLocaleString("en");
  const rows: readonly (readonly [string, string])[] = [
    [trans.__("Kind"), kind],
    [trans.__("Output"), sizesText(output)],
    [trans.__("Parameters"), count(parameters)],
    ...(trainable < parameters ? [[trans.__("Trainable"), count(trainable)] as const] : []),
    [trans.__("Mult-adds"), count(multAdds)],
    ...(milliseconds === undefined
      ? []
      : [[trans.__("Time"), `${milliseconds.toFixed(2)} ms`] as const]),
  ];
  return (
    <dl className="rosenblatt-Model-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
