import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient, type Received } from "./kernel-client";
import { printed, until } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
  await kernel.run(`
    const host = (globalThis as any)[Symbol.for("rosenblatt.kernel")];
    const received: any[] = [];
    host.comms.register("echo", (comm: any, { data, metadata, buffers }: any) => {
      comm.onMessage = (message: any) => {
        received.push(message.data);
        if (message.data.fail) throw new RangeError("out of range");
        if (message.data.print) console.log(message.data.print);
        if (message.data.later) setTimeout(() => console.log(message.data.later), 50);
        if (message.data.loop) for (;;);
        comm.send({ echo: message.data }, message);
      };
      comm.onClose = () => console.log("closed");
      comm.send({ opened: data }, { metadata, buffers });
    });`);
});
afterAll(() => kernel.stop());

let opened = 0;

/** Sends a message of a comm and gives what was published for it until the kernel was idle. */
async function post(type: string, content: object, options = {}): Promise<readonly Received[]> {
  const exchange = await kernel.send(type, content, options);
  await exchange.idle;
  return exchange.published;
}

async function openEcho(): Promise<string> {
  const comm_id = `echo-${++opened}`;
  await post("comm_open", { comm_id, target_name: "echo", data: {} });
  return comm_id;
}

function of(type: string, published: readonly Received[]): Received[] {
  return published.filter((message) => message.type === type);
}

describe("comms that a client opens", () => {
  test("reach the target's function with data, metadata and buffers, busy and idle around it", async () => {
    const bytes = Buffer.from([0, 1, 254, 255]).toString("base64");
    const published = await post(
      "comm_open",
      { comm_id: "first", target_name: "echo", data: { n: 1 } },
      { metadata: { version: "2.1.0" }, buffers: [bytes] },
    );
    expect(published.map(({ type }) => type)).toEqual(["status", "comm_msg", "status"]);
    const [answer] = of("comm_msg", published);
    expect(answer).toMatchObject({
      content: { comm_id: "first", data: { opened: { n: 1 } } },
      metadata: { version: "2.1.0" },
      buffers: [bytes],
    });
  });

  test("are closed when nobody has their target", async () => {
    const content = { comm_id: "lost", target_name: "nobody", data: {} };
    const published = await post("comm_open", content);
    expect(of("comm_close", published).map(({ content }) => content.comm_id)).toEqual(["lost"]);
    const { comms } = await kernel.ask("comm_info_request", { target_name: "nobody" });
    expect(comms).toEqual({});
  });

  test("carry messages both ways, in order", async () => {
    const comm_id = await openEcho();
    await kernel.run("received.length = 0");
    const sent = Array.from({ length: 50 }, (_, n) => ({ n }));
    const exchanges = [];
    for (const data of sent) exchanges.push(await kernel.send("comm_msg", { comm_id, data }));
    await Promise.all(exchanges.map(({ idle }) => idle));
    const answers = exchanges.flatMap(({ published }) => of("comm_msg", published));
    expect(answers.map(({ content }) => content.data.echo)).toEqual(sent);
    expect((await kernel.run("JSON.stringify(received)")).value).toContain('{"n":0},{"n":1}');
  });

  test("tell the kernel's side when they are closed, and are gone then", async () => {
    const comm_id = await openEcho();
    const published = await post("comm_close", { comm_id, data: {} });
    expect(of("stream", published).map(({ content }) => content.text)).toEqual(["closed\n"]);
    const late = await post("comm_msg", { comm_id, data: { n: 1 } });
    expect(late.map(({ type }) => type)).toEqual(["status", "status"]);
  });

  test("are answered while a cell awaits", async () => {
    const comm_id = await openEcho();
    const cell = await kernel.cell(
      "received.length = 0; console.log('in'); while (received.length === 0) await new Promise((go) => setTimeout(go, 5)); received[0].n",
    );
    await printed(cell);
    const published = await post("comm_msg", { comm_id, data: { n: 42 } });
    expect(of("comm_msg", published)).toHaveLength(1);
    await cell.idle;
    expect(of("execute_result", cell.published)[0]!.content.data["text/plain"]).toBe("42");
  });

  test("are answered after a cell failed", async () => {
    const comm_id = await openEcho();
    expect((await kernel.run("throw new Error('over')")).reply.status).toBe("error");
    expect(of("comm_msg", await post("comm_msg", { comm_id, data: {} }))).toHaveLength(1);
  });
});

describe("callbacks", () => {
  test("print as part of the message that they are called for, also after they returned", async () => {
    const comm_id = await openEcho();
    const exchange = await kernel.send("comm_msg", {
      comm_id,
      data: { print: "now", later: "later" },
    });
    await exchange.idle;
    await until(() => of("stream", exchange.published).length >= 2);
    const texts = of("stream", exchange.published).map(({ content }) => content.text);
    expect(texts).toEqual(["now\n", "later\n"]);
  });

  test("that throw are shown with their place, and end neither the comm nor the kernel", async () => {
    const comm_id = await openEcho();
    const published = await post("comm_msg", { comm_id, data: { fail: true } });
    const [shown] = of("stream", published);
    expect(shown!.content.name).toBe("stderr");
    expect(shown!.content.text).toContain("RangeError");
    expect(shown!.content.text).toContain("out of range");
    expect(of("comm_msg", await post("comm_msg", { comm_id, data: {} }))).toHaveLength(1);
  });

  test("in an endless loop are ended by an interrupt; the session goes on", async () => {
    const comm_id = await openEcho();
    await kernel.run("const kept = 7");
    const exchange = await kernel.send("comm_msg", { comm_id, data: { print: "in", loop: 1 } });
    await printed(exchange);
    await kernel.interrupt();
    await exchange.idle;
    const text = of("stream", exchange.published).map(({ content }) => content.text);
    expect(text.join("")).toContain("KeyboardInterrupt");
    expect((await kernel.run("kept")).value).toBe("7");
    expect(of("comm_msg", await post("comm_msg", { comm_id, data: {} }))).toHaveLength(1);
  });
});

describe("comms that the kernel opens", () => {
  test("send data, metadata and buffers with the cell as parent, until they are closed", async () => {
    const result = await kernel.run(`
      const mine = host.comms.open("front", { data: { a: 1 }, metadata: { m: 2 }, buffers: [new Uint8Array([1, 2])] });
      mine.send({ b: 3 }, { buffers: [Buffer.from("abc")] });
      mine.close({ c: 4 });
      mine.send({ never: true });`);
    const messages = result.published.filter(({ type }) => type.startsWith("comm_"));
    expect(messages).toMatchObject([
      {
        type: "comm_open",
        content: { target_name: "front", data: { a: 1 } },
        metadata: { m: 2 },
        buffers: ["AQI="],
      },
      { type: "comm_msg", content: { data: { b: 3 } }, buffers: ["YWJj"] },
      { type: "comm_close", content: { data: { c: 4 } } },
    ]);
  });

  test("get what a client sends to them", async () => {
    const { published } = await kernel.run(
      'const asked = host.comms.open("front"); asked.onMessage = ({ data }: any) => console.log(data.word)',
    );
    const { comm_id } = of("comm_open", published)[0]!.content;
    const answer = await post("comm_msg", { comm_id, data: { word: "hello" } });
    expect(of("stream", answer)[0]!.content.text).toBe("hello\n");
  });
});

describe("comm_info", () => {
  test("names the open comms of both sides, or those of one target, also while a loop runs", async () => {
    await kernel.run(
      'const left = host.comms.open("left", { id: "l" }); host.comms.open("right", { id: "r" })',
    );
    const all = await kernel.ask("comm_info_request");
    expect(all).toMatchObject({
      status: "ok",
      comms: {
        l: { target_name: "left" },
        r: { target_name: "right" },
        first: { target_name: "echo" },
      },
    });
    const loop = await kernel.cell("console.log('in'); for (;;);");
    await printed(loop);
    expect((await kernel.ask("comm_info_request", { target_name: "left" })).comms).toEqual({
      l: { target_name: "left" },
    });
    await kernel.interrupt();
    await loop.idle;
    await kernel.run("left.close()");
    expect((await kernel.ask("comm_info_request", { target_name: "left" })).comms).toEqual({});
  });
});

test("malformed comm messages are refused and survived", async () => {
  const published = await post("comm_open", { comm_id: 5, data: {} });
  expect(published.map(({ type }) => type)).toEqual(["status", "status"]);
  expect((await kernel.run("1 + 1")).value).toBe("2");
});
