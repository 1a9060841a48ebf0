import type { Answer, Answers, BlockingQuestion, Question } from "../bridge/answers.js";
import type { Calls } from "../bridge/calls.js";
import type { Stdin } from "./stdin.js";

interface QuestionParts {
  readonly stdin: Stdin;
  readonly answers: Answers;
}

/** Brings questions of the user's thread to the clients, and the answers back. */
export function takeQuestions(calls: Calls, { stdin, answers }: QuestionParts): void {
  calls.handle("input", (question: Question) => stdin.ask(question));
  calls.handle("prompt", async ({ id, ...question }: BlockingQuestion) => {
    const told = (value: string): Answer => ({ value });
    const failed = ({ name, message }: Error): Answer => ({ name, message });
    answers.give(id, await stdin.ask(question).then(told, failed));
  });
}
