import { useEffect, useRef, useState } from "react";
import type { Answer, ModelLine, Question } from "../line/model-line.js";
import type { Answers } from "../protocol.js";

/** What is known of an answer so far. */
export interface Answering<T> {
  readonly answer?: Answer<T>;
  /** Why there is none. */
  readonly refusal?: string;
}

interface AskOptions {
  /** What goes along with the question. */
  readonly numbers?: Float32Array<ArrayBuffer> | undefined;
  /** Whoever changes it asks again. */
  readonly version?: number;
}

/**
 * The answer to a question; none is asked when it is undefined. While an answer is waited for, only
 * the newest question waits, so that a drawing is followed as fast as the model can.
 */
export function useAnswer<Q extends Question>(
  line: ModelLine,
  question: Q | undefined,
  { numbers, version = 0 }: AskOptions = {},
): Answering<Answers[Q["type"]]> {
  const key = JSON.stringify(question);
  const [known, setKnown] = useState<Answering<Answers[Q["type"]]> & { readonly key?: string }>({});
  const waiting = useRef<(() => Promise<void>) | undefined>(undefined);
  const busy = useRef(false);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  useEffect(() => {
    if (key === undefined) return;
    waiting.current = async () => {
      const told = await line.ask(JSON.parse(key) as Q, numbers).then(
        (answer) => ({ answer }),
        (error: Error) => ({ refusal: error.message }),
      );
      if (alive.current) setKnown({ ...told, key });
    };
    const askAll = async () => {
      if (busy.current) return;
      busy.current = true;
      while (waiting.current && alive.current) {
        const next = waiting.current;
        waiting.current = undefined;
        await next();
      }
      busy.current = false;
    };
    void askAll();
  }, [line, key, numbers, version]);
  return known.key === key && key !== undefined ? known : {};
}
