import { inspect } from "node:util";
import { afterAll, describe, expect, test } from "@jest/globals";
import { isSecretEntry, isSecretName, maskSecrets } from "../src/display/secrets";

const variables = {
  SHOWN_API_KEY: "it's mine",
  SHOWN_PEM_SECRET: "-----BEGIN-----\nabc\ndef\n-----END-----",
  SHOWN_DATABASE: "postgres://me:hunter2@host/db",
  SHOWN_PLACE: "Ghent",
  SHOWN_TOKEN: "k3y-0f-min3",
  SHOWN_PASSWORD: "postgres",
};
Object.assign(process.env, variables);
afterAll(() => {
  for (const name of Object.keys(variables)) delete process.env[name];
});

describe("secrets of the environment", () => {
  test("are known by their names, in any case", () => {
    const secret =
      "OPENAI_API_KEY githubToken AWS_SECRET_ACCESS_KEY DB_PASSWORD npm_config__auth PGPASSWORD";
    for (const name of secret.split(" ")) expect([name, isSecretName(name)]).toEqual([name, true]);
    const plain = "PATH PWD HOME KEYBOARD_LAYOUT MONKEY TOKENIZERS_PARALLELISM SSH_AUTHOR PASSAGE";
    for (const name of plain.split(" ")) expect([name, isSecretName(name)]).toEqual([name, false]);
  });

  test("are those entries of an object that equal the environment's", () => {
    expect(isSecretEntry("SHOWN_API_KEY", "it's mine")).toBe(true);
    expect(isSecretEntry("SHOWN_API_KEY", "another")).toBe(false);
    expect(isSecretEntry("SHOWN_PLACE", "Ghent")).toBe(false);
  });

  test("are masked in whatever form a copy of it was printed", () => {
    const copy = { ...process.env };
    const forms = [
      inspect(process.env),
      inspect({ deep: { copy } }),
      inspect(new Map(Object.entries(copy)), { maxArrayLength: null }),
      inspect(Object.entries(copy), { maxArrayLength: null }),
      JSON.stringify(process.env),
      JSON.stringify(process.env, null, 2),
    ].map(maskSecrets);
    for (const text of forms) {
      expect(text).toContain("Ghent");
      expect(text).toContain("SHOWN_API_KEY");
      expect(text).not.toMatch(/mine|abc|def|hunter2/);
    }
  });

  test("are known under other names if they cannot be a word by chance", () => {
    expect(isSecretEntry("authorization", "k3y-0f-min3")).toBe(true);
    expect(isSecretEntry("driver", "postgres")).toBe(false);
    expect(maskSecrets(inspect({ authorization: "k3y-0f-min3" }))).not.toContain("min3");
    expect(maskSecrets(inspect({ driver: "postgres" }))).toContain("postgres");
  });

  test("leave everything else alone", () => {
    const text = inspect({ SHOWN_API_KEY: "other", token: "abc", SHOWN_PLACE: "Ghent" });
    expect(maskSecrets(text)).toBe(text);
  });
});
