import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready } from "@rosenblatt/engine";
import { conv, dense, dropout, flatten, type Net, net, pool } from "@rosenblatt/models";

beforeAll(() => ready());

/** The compiler checks this file in the test run; here its errors are met again at run time. */
describe("the compiler", () => {
  test("knows a network's input and output shape", () => {
    const lenet: Net<readonly [28, 28, 1], readonly [10]> = net(
      [28, 28, 1],
      conv(6, 5, { pad: "same" }),
      pool(2),
      conv(16, 5),
      pool(2),
      dropout(0.1),
      flatten(),
      dense(120),
      dropout(0.5),
      dense(84),
      dense(10),
    );
    expect(lenet.outputs[0]?.shape).toEqual([null, 10]);
    // @ts-expect-error seven outputs are not ten
    const other: Net<readonly [28, 28, 1], readonly [10]> = net([28, 28, 1], flatten(), dense(7));
    expect(other.outputs[0]?.shape).toEqual([null, 7]);
  });

  test("asks for flatten() between an image and dense()", () => {
    // @ts-expect-error dense needs [n]
    expect(() => net([28, 28, 1], conv(6, 5), dense(10))).toThrow("put flatten() between");
    // @ts-expect-error a layer that keeps the shape keeps the mistake
    expect(() => net([28, 28, 1], conv(6, 5), dropout(0.1), dense(10))).toThrow("flatten()");
    // @ts-expect-error and so does an image given to dense directly
    expect(() => net([28, 28, 1], dense(10))).toThrow("Cannot add dense(10) after the input");
  });

  test("refuses an image layer on a flat input", () => {
    // @ts-expect-error conv needs an image
    expect(() => net([784], conv(6, 5), flatten(), dense(10))).toThrow("before flatten()");
    // @ts-expect-error pool needs an image
    expect(() => net([784], dense(16), pool(2))).toThrow("before flatten()");
  });

  test("refuses unknown options and choices", () => {
    // @ts-expect-error misspelled option
    conv(6, 5, { padding: "same" });
    // @ts-expect-error unknown activation
    expect(() => dense(10, { act: "rleu" })).toThrow("one of linear, relu");
  });

  test("lets shapes pass whose rank it does not know", () => {
    const shape: readonly number[] = [4];
    expect(net(shape, dense(3)).outputs[0]?.shape).toEqual([null, 3]);
  });

  test("takes layers whose number it does not know, and knows what the last one makes", () => {
    const hidden = [8, 8, 8].map((units) => dense(units));
    const deep: Net<readonly [28, 28, 1], readonly [10]> = net(
      [28, 28, 1],
      flatten(),
      ...hidden,
      dense(10),
    );
    expect(deep.layers).toHaveLength(6);
    // @ts-expect-error seven outputs are not ten
    const other: typeof deep = net([28, 28, 1], flatten(), ...hidden, dense(7));
    expect(other.outputs[0]?.shape).toEqual([null, 7]);
  });

  test("follows forty layers", () => {
    const c = conv(2, 1);
    const deep: Net<readonly [4, 4, 1], readonly [3]> = net(
      ...([[4, 4, 1]] as [readonly [4, 4, 1]]),
      ...([c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c] as const),
      ...([c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c] as const),
      ...([flatten(), dense(3)] as const),
    );
    expect(deep.layers).toHaveLength(41);
  });
});
