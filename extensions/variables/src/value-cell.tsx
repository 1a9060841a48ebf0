import type { TranslationBundle } from "@jupyterlab/translation";
import type { ReactElement } from "react";
import { numberText } from "./number-text.js";
import type { Statistics, Summary } from "./protocol.js";
import { Sparkline } from "./sparkline.js";
import { shapeText } from "./tensors.js";

interface ValueCellProps {
  readonly summary: Summary;
  readonly trans: TranslationBundle;
}

/** A value in a row: numbers by their shape, distribution and range, anything else as text. */
export function ValueCell({ summary, trans }: ValueCellProps): ReactElement {
  const { shape, dtype, value, statistics, disposed, kind } = summary;
  if (shape === undefined || (shape.length === 0 && !disposed))
    return (
      <span className={`rosenblatt-Variables-text rosenblatt-mod-${kind}`} title={value}>
        {value}
      </span>
    );
  const title = [value, statistics && told(statistics, trans)].filter(Boolean).join("\n");
  return (
    <span className="rosenblatt-Variables-numbers" title={title}>
      <span className="rosenblatt-Variables-shape">
        {shapeText(shape, trans)} <span className="rosenblatt-Variables-muted">{dtype}</span>
      </span>
      {disposed && <span className="rosenblatt-Variables-warning">{trans.__("disposed")}</span>}
      {statistics && <Distribution {...{ statistics, trans }} />}
    </span>
  );
}

interface DistributionProps {
  readonly statistics: Statistics;
  readonly trans: TranslationBundle;
}

/** How numbers are spread; what is wrong with them comes first, as the end may be cut. */
function Distribution({ statistics, trans }: DistributionProps): ReactElement {
  const { min, max, nan, bins } = statistics;
  return (
    <span className="rosenblatt-Variables-distribution">
      {nan > 0 && <span className="rosenblatt-Variables-warning">{trans.__("%1 NaN", nan)}</span>}
      {bins.length > 0 && <Sparkline bins={bins} />}
      <span className="rosenblatt-Variables-range">
        {min === max
          ? trans.__("all %1", numberText(min, 3))
          : `${numberText(min, 3)} … ${numberText(max, 3)}`}
      </span>
    </span>
  );
}

function told({ mean, deviation, nan, infinite }: Statistics, trans: TranslationBundle): string {
  const parts = [
    trans.__("mean %1", numberText(mean)),
    trans.__("standard deviation %1", numberText(deviation)),
  ];
  if (nan > 0) parts.push(trans.__("%1 NaN", nan));
  if (infinite > 0) parts.push(trans.__("%1 infinite", infinite));
  return parts.join(", ");
}
