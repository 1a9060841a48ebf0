import { checkLabels, told } from "./labels.js";
import type { FromPanel } from "./protocol.js";

const commands: {
  readonly [T in FromPanel["type"]]: (data: Data) => Extract<FromPanel, { type: T }>;
} = {
  hello: () => ({ type: "hello" }),
  pause: () => ({ type: "pause" }),
  resume: () => ({ type: "resume" }),
  stop({ best }) {
    if (best === undefined) return { type: "stop" };
    if (typeof best === "string") return { type: "stop", best };
    throw new TypeError(
      `Cannot stop with the best weights by ${told(best)}: it must be a key such as "valLoss"`,
    );
  },
  "learning-rate"({ value }) {
    if (typeof value === "number") return { type: "learning-rate", value };
    throw new TypeError(
      `Cannot set the learning rate to ${told(value)}: it must be a number above 0, such as 0.001`,
    );
  },
  label({ labels }) {
    if (typeof labels !== "object" || labels === null || Array.isArray(labels)) {
      throw new TypeError(
        `Cannot label the run with ${told(labels)}: it must be such as { name: "wide" }`,
      );
    }
    checkLabels(labels);
    return { type: "label", labels };
  },
  forget: () => ({ type: "forget" }),
};

type Data = Readonly<Record<string, unknown>>;

/** What a front end asks of a run, checked. @throws an error with the reason and the cure. */
export function commandOf(data: Data): FromPanel {
  const { type } = data;
  if (typeof type === "string" && Object.hasOwn(commands, type)) {
    return commands[type as FromPanel["type"]](data);
  }
  throw new TypeError(
    `Cannot carry out ${told(type)}: a run knows ${Object.keys(commands).join(", ")}; send one of these`,
  );
}
