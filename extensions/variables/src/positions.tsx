import type { TranslationBundle } from "@jupyterlab/translation";
import type { ReactElement } from "react";

interface PositionsProps {
  readonly shape: readonly number[];
  readonly at: readonly number[];
  /** The axes along which one can move. */
  readonly axes: readonly number[];
  readonly move: (at: readonly number[]) => void;
  readonly trans: TranslationBundle;
}

/** A slider and a number for each axis along which a tensor is cut. */
export function Positions({ shape, at, axes, move, trans }: PositionsProps): ReactElement {
  const moveTo = (axis: number, position: number) => {
    const most = shape[axis]! - 1;
    const whole = Math.min(most, Math.max(0, Math.round(position) || 0));
    move(at.map((before, one) => (one === axis ? whole : before)));
  };
  return (
    <>
      {axes
        .filter((axis) => shape[axis]! > 1)
        .map((axis) => {
          const label = trans.__("Position on axis %1", axis);
          const range = { min: 0, max: shape[axis]! - 1, value: at[axis]! };
          return (
            <span key={axis} className="rosenblatt-Tensor-position">
              <span>{trans.__("axis %1", axis)}</span>
              <input
                type="range"
                aria-label={label}
                {...range}
                onChange={({ target }) => moveTo(axis, target.valueAsNumber)}
              />
              <input
                type="number"
                aria-label={trans.__("%1 as a number", label)}
                {...range}
                onChange={({ target }) => moveTo(axis, target.valueAsNumber)}
              />
              <span>{trans.__("of %1", shape[axis]!)}</span>
            </span>
          );
        })}
    </>
  );
}
