import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { type Contents, ServerConnection } from "@jupyterlab/services";
import { nullTranslator } from "@jupyterlab/translation";
import { chapterFile } from "../src/chapter-file";
import { Lecture } from "../src/lecture";

const file = "01-perceptron.ipynb";
const chapter = { file, title: "1 · The perceptron", topic: "", seconds: 2, picture: "" };
const original = { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 };
const trans = nullTranslator.load("rosenblatt");
const lecture = new Lecture(trans);

/** A server's files, of which asking for one fails. */
function failing(error: Error) {
  const save = jest.fn(async () => undefined);
  const contents = { get: () => Promise.reject(error), save } as unknown as Contents.IManager;
  return { contents, save };
}

function answer(status: number): ServerConnection.ResponseError {
  return new ServerConnection.ResponseError(new Response(null, { status }));
}

/** What the lecture's files are asked for is answered so. */
function served(answer: () => Promise<Response>) {
  return jest.spyOn(globalThis, "fetch").mockImplementation(answer);
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe("chapterFile()", () => {
  test.each([
    ["a refusal", answer(403)],
    ["a server's error", answer(500)],
    ["a lost connection", new ServerConnection.NetworkError(new TypeError("Failed to fetch"))],
  ])("writes nothing after %s, which does not say that the file is missing", async (_, error) => {
    const { contents, save } = failing(error);
    await expect(chapterFile(chapter, { contents, lecture })).rejects.toBe(error);
    expect(save).not.toHaveBeenCalled();
  });

  test("writes the original where there is no such file", async () => {
    served(async () => Response.json(original));
    const { contents, save } = failing(answer(404));
    expect(await chapterFile(chapter, { contents, lecture })).toBe(file);
    expect(save).toHaveBeenCalledWith(file, expect.objectContaining({ content: original }));
  });

  test("writes nothing where the original cannot be had", async () => {
    served(async () => new Response(null, { status: 404 }));
    const { contents, save } = failing(answer(404));
    await expect(chapterFile(chapter, { contents, lecture })).rejects.toThrow(
      "Cannot read 01-perceptron.ipynb of the lecture: the server answers 404",
    );
    expect(save).not.toHaveBeenCalled();
  });
});

describe("Lecture", () => {
  test("says when the server does not answer, and asks it again the next time", async () => {
    const fetched = served(() => Promise.reject(new TypeError("Failed to fetch")));
    await expect(lecture.chapters()).rejects.toThrow(/does not answer.*see whether it still runs/);
    fetched.mockImplementation(async () => Response.json([chapter]));
    expect(await lecture.chapterAt(`copies/${file}`)).toMatchObject({ title: chapter.title });
  });

  test("refuses a notebook that is none of its own", async () => {
    served(async () => Response.json([chapter]));
    await expect(new Lecture(trans).chapterAt("mine.ipynb")).rejects.toThrow(
      "mine.ipynb is none of the lecture's notebooks",
    );
  });
});
