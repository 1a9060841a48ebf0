import { useEffect, useState } from "react";

/** What came of a question: the newest answer, or why there is none. */
export interface Answer<T> {
  readonly value?: T;
  readonly problem?: string;
  readonly waiting: boolean;
}

/**
 * Asks anew whenever `key` is another, and keeps the last answer meanwhile. What is answered late
 * is dropped; of questions that come while one is under way only the newest is asked.
 */
export function useAnswer<T>(ask: () => Promise<T>, key: string): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ waiting: true });
  useEffect(() => {
    let isCurrent = true;
    const settle = (part: Omit<Answer<T>, "waiting">) => {
      if (isCurrent) setAnswer({ ...part, waiting: false });
    };
    setAnswer((before) => ({ ...before, waiting: true }));
    const timer = setTimeout(() => {
      ask().then(
        (value) => settle({ value }),
        (error: Error) => settle({ problem: error.message }),
      );
    }, 40);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key]);
  return answer;
}
