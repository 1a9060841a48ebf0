import type { TranslationBundle } from "@jupyterlab/translation";
import { useState } from "react";
import { labelLimits } from "../label-limits.js";
import type { Run } from "../model/run.js";
import type { RunLabels } from "../protocol.js";

export interface LabelsProps {
  readonly run: Run;
  readonly trans: TranslationBundle;
  readonly onLabel: (run: Run, labels: Partial<RunLabels>) => void;
}

/** A run's name, which one writes over to rename it, and its pin. */
export function Name({ run, trans, onLabel }: LabelsProps) {
  const { name, pinned } = run.fields;
  const [written, write] = useState<string>();
  const keep = () => {
    const text = written?.trim();
    if (text && text !== name) onLabel(run, { name: text });
    write(undefined);
  };
  const pinText = pinned ? trans.__("Unpin") : trans.__("Pin to the top");
  return (
    <div className="rosenblatt-Runs-line">
      <input
        className="rosenblatt-Runs-title"
        aria-label={trans.__("Name of the run")}
        title={trans.__("Rename")}
        maxLength={labelLimits.name}
        value={written ?? name}
        onChange={(event) => write(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Escape") write(undefined);
          if (event.key === "Enter") event.currentTarget.blur();
        }}
      />
      <button
        type="button"
        className="rosenblatt-Runs-pin"
        aria-pressed={pinned}
        aria-label={trans.__("Pinned")}
        title={pinText}
        onClick={() => onLabel(run, { pinned: !pinned })}
      >
        {pinned ? "★" : "☆"}
      </button>
    </div>
  );
}

/** A run's tags, with a field for more. */
export function Tags({ run, trans, onLabel }: LabelsProps) {
  const { tags } = run.fields;
  const [written, write] = useState("");
  const full = tags.length >= labelLimits.tags;
  const add = () => {
    const tag = written.trim();
    if (tag && !tags.includes(tag)) onLabel(run, { tags: [...tags, tag] });
    write("");
  };
  return (
    <div className="rosenblatt-Runs-tags">
      {tags.map((tag) => (
        <span key={tag} className="rosenblatt-Runs-tag">
          {tag}
          <button
            type="button"
            aria-label={trans.__("Remove the tag %1", tag)}
            onClick={() => onLabel(run, { tags: tags.filter((other) => other !== tag) })}
          >
            ×
          </button>
        </span>
      ))}
      <input
        className="rosenblatt-Runs-newTag"
        aria-label={trans.__("New tag")}
        placeholder={trans.__("+ tag")}
        title={full ? trans.__("A run has at most %1 tags", labelLimits.tags) : ""}
        disabled={full}
        maxLength={labelLimits.tag}
        value={written}
        onChange={(event) => write(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === "Enter") add();
          if (event.key === "Escape") write("");
        }}
      />
    </div>
  );
}
