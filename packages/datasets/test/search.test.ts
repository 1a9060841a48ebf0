import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { DataFile } from "../src/data-file.js";
import { download, Unreachable } from "../src/download.js";
import { findFile } from "../src/find-file.js";
import { type SearchPlaces, searchPlaces } from "../src/search-places.js";

const content = Buffer.from("the content of a data file ".repeat(400));
const zipped = gzipSync(content);
const file: DataFile = {
  name: "some-idx",
  bytes: content.length,
  sha256: createHash("sha256").update(content).digest("hex"),
};

let root: string;
let places: SearchPlaces;
let server: Server;
let answer: RequestListener;
let requests: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "rosenblatt-"));
  requests = [];
  answer = (_, response) => response.writeHead(404).end();
  server = createServer((request, response) => {
    requests.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/home`;
  places = {
    cache: join(root, "cache"),
    system: join(root, "system"),
    mirror: join(root, "mirror"),
    address,
  };
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await rm(root, { recursive: true });
});

async function put(folder: string, { bytes = zipped, name = "some-idx.gz" } = {}): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), bytes);
}

async function cached(): Promise<string[]> {
  return readdir(places.cache).catch(() => []);
}

function missed(found: Awaited<ReturnType<typeof findFile>>): readonly string[] {
  return "missed" in found ? found.missed : [];
}

async function contentOf(found: ReturnType<typeof findFile>): Promise<string> {
  const result = await found;
  return "content" in result ? Buffer.from(result.content).toString() : missed(result).join("\n");
}

describe("searchPlaces()", () => {
  const set = { folder: "mnist", address: "https://example.org/mnist" };

  test("takes the cache and the mirror from the environment", () => {
    const env = { ROSENBLATT_DATA: "/data", ROSENBLATT_MIRROR: "/mirror" };
    expect(searchPlaces(set, env)).toEqual({
      cache: join("/data", "mnist"),
      system: "/usr/share/datasets/mnist",
      mirror: join("/mirror", "mnist"),
      address: set.address,
    });
    expect(searchPlaces(set, { XDG_CACHE_HOME: "/c" }).cache).toBe(
      join("/c", "rosenblatt", "mnist"),
    );
    expect(searchPlaces(set, {}).mirror).toBeUndefined();
  });

  test("takes a mirror as a folder, a file address, or a base address", () => {
    const mirror = (ROSENBLATT_MIRROR: string) => searchPlaces(set, { ROSENBLATT_MIRROR }).mirror;
    expect(mirror("http://127.0.0.1:8000/data/")).toBe("http://127.0.0.1:8000/data/mnist");
    expect(mirror("file:///some%20where")).toBe(join("/some where", "mnist"));
  });
});

describe("findFile()", () => {
  test("looks in the cache, the system's package, the mirror and at the home, in this order", async () => {
    answer = (_, response) => response.end(zipped);
    const order = [places.cache, places.system, places.mirror!];
    for (const folder of order) {
      await put(folder);
    }
    for (const folder of order) {
      expect(await contentOf(findFile(file, places))).toBe(content.toString());
      expect(requests).toEqual([]);
      await rm(folder, { recursive: true });
    }
    expect(await contentOf(findFile(file, places))).toBe(content.toString());
    expect(requests).toEqual(["/home/some-idx.gz"]);
  });

  test("keeps what came over the network in the cache, whole, and fetches it once", async () => {
    answer = (_, response) => response.end(zipped);
    await findFile(file, places);
    await findFile(file, places);
    expect(requests).toHaveLength(1);
    expect(await cached()).toEqual(["some-idx.gz"]);
    expect(gunzipSync(await readFile(join(places.cache, "some-idx.gz")))).toEqual(content);
  });

  test("reads folders in place and writes nothing", async () => {
    await put(places.mirror!);
    await findFile(file, places);
    expect(await readdir(root)).toEqual(["mirror"]);
  });

  test("takes files that are not zipped, or zipped in another way", async () => {
    await put(places.system, { bytes: content, name: "some-idx" });
    expect(await contentOf(findFile(file, places))).toBe(content.toString());
    await put(places.system, { bytes: gzipSync(content, { level: 1 }) });
    expect(await contentOf(findFile(file, places))).toBe(content.toString());
  });

  test("fetches from a mirror with an address before the home", async () => {
    answer = (_, response) => response.end(zipped);
    const mirror = places.address.replace("/home", "/mirror/some");
    await findFile(file, { ...places, mirror });
    expect(requests).toEqual(["/mirror/some/some-idx.gz"]);
  });

  test("replaces a broken copy in the cache", async () => {
    answer = (_, response) => response.end(zipped);
    await put(places.cache, { bytes: gzipSync("something else") });
    expect(await contentOf(findFile(file, places))).toBe(content.toString());
    expect(gunzipSync(await readFile(join(places.cache, "some-idx.gz")))).toEqual(content);
  });

  test("says for each place why it was of no use", async () => {
    await put(places.cache, { bytes: zipped.subarray(0, 50) });
    const reasons = missed(await findFile(file, places));
    expect(reasons).toHaveLength(4);
    expect(reasons[0]).toContain("Cannot unzip");
    expect(reasons[1]).toBe(`${join(places.system, "some-idx.gz")}: no such file`);
    expect(reasons[3]).toBe(`${places.address}/some-idx.gz: the server answers 404`);
  });

  test("still gives the content when the cache cannot be written", async () => {
    answer = (_, response) => response.end(zipped);
    await writeFile(places.cache, "a file where the folder should be");
    expect(await contentOf(findFile(file, places))).toBe(content.toString());
  });

  const hostile: [string, () => Buffer, string][] = [
    ["another content", () => gzipSync(content.toString().replace("a data", "my dat")), "SHA-256"],
    ["a page of a network's login", () => Buffer.from("<html>Log in</html>"), "SHA-256"],
    ["a file cut off", () => zipped.subarray(0, -20), "Cannot unzip"],
    ["a file with a flipped bit", flipped, "Cannot"],
    ["a small file that unzips to much", () => gzipSync(Buffer.alloc(5e6)), "at most 10800 bytes"],
    ["a file that is far too long", () => Buffer.alloc(100_000, 7), "is longer"],
  ];

  test.each(hostile)("refuses %s and leaves nothing behind", async (_, make, message) => {
    answer = (_request, response) => response.end(make());
    await expect(findFile(file, places)).rejects.toThrow(message);
    expect(await cached()).toEqual([]);
  });

  test("refuses a wrong file in a mirror's folder, naming it", async () => {
    await put(places.mirror!, { bytes: gzipSync("something else") });
    await expect(findFile(file, places)).rejects.toThrow(
      `Cannot use ${join(places.mirror!, "some-idx.gz")}: its unzipped content must have`,
    );
  });
});

function flipped(): Buffer {
  const copy = Buffer.from(zipped);
  copy[copy.length - 6]! ^= 1;
  return copy;
}

describe("download()", () => {
  const options = { limit: 1e6, pauses: [1, 1], stall: 5000 };

  test("tries again after a broken connection and after a busy server", async () => {
    const answers: RequestListener[] = [
      (_, response) => response.socket?.destroy(),
      (_, response) => response.writeHead(503).end(),
      (_, response) => response.end(zipped),
    ];
    answer = (request, response) => answers.shift()?.(request, response);
    expect(await download(`${places.address}/a`, options)).toEqual(zipped);
    expect(requests).toHaveLength(3);
  });

  test("gives up after its attempts, and at once where none can help", async () => {
    answer = (_, response) => response.writeHead(500).end();
    await expect(download(`${places.address}/a`, options)).rejects.toThrow(
      "the server answers 500",
    );
    expect(requests).toHaveLength(3);
    answer = (_, response) => response.writeHead(403).end();
    await expect(download(`${places.address}/b`, options)).rejects.toThrow(Unreachable);
    expect(requests).toHaveLength(4);
  });

  test("notices a connection that ends early or stands still", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-length": zipped.length });
      response.write(zipped.subarray(0, 20), () => response.socket?.destroy());
    };
    await expect(download(`${places.address}/a`, { ...options, pauses: [] })).rejects.toThrow(
      Unreachable,
    );
    answer = (_, response) => {
      response.writeHead(200, { "content-length": zipped.length });
      response.write(zipped.subarray(0, 20));
    };
    const still = { ...options, pauses: [], stall: 50 };
    await expect(download(`${places.address}/a`, still)).rejects.toThrow("no byte for 50 ms");
  });

  test("does not begin with a file that is announced as too long", async () => {
    answer = (_, response) => response.writeHead(200, { "content-length": 10 ** 9 }).write("a");
    await expect(download(`${places.address}/a`, options)).rejects.toThrow("at most 1000000 bytes");
  });

  test("tells how much has come", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-length": zipped.length });
      response.end(zipped);
    };
    const progress = jest.fn();
    await download(`${places.address}/a`, { ...options, progress });
    const { length } = zipped;
    expect(progress).toHaveBeenLastCalledWith({
      url: `${places.address}/a`,
      done: length,
      total: length,
    });
  });
});
