import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { framed, framedMap, placement } from "../src/annotated/frame.js";
import { framedAnnotations } from "../src/annotated/framed-annotations.js";
import { painted } from "../src/annotated/painted.js";
import { bccd, maskArea, segmentationMask } from "../src/index.js";

const whole = process.env.ROSENBLATT_MIRROR ? test : test.skip;

beforeEach(() => {
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe("a picture in a frame", () => {
  test("is as large as fits, its proportions kept", () => {
    const frame = { height: 120, width: 160 };
    expect(placement({ height: 480, width: 640 }, frame)).toEqual({
      ...frame,
      ...{ across: 0.25, down: 0.25 },
    });
    expect(placement({ height: 100, width: 50 }, frame)).toEqual({
      ...{ height: 120, width: 60 },
      ...{ across: 1.2, down: 1.2 },
    });
    expect(placement({ height: 1, width: 1000 }, frame).height).toBe(1);
  });

  test("has grey around it, and pixels without a class", () => {
    const picture = { height: 1, width: 2, data: new Uint8Array(8).fill(255) };
    const form = { height: 3, width: 4, channels: 1 } as const;
    expect([...framed(picture, form)]).toEqual([
      255, 255, 255, 255, 255, 255, 255, 255, 114, 114, 114, 114,
    ]);
    const map = { height: 1, width: 2, values: [7, 9] };
    expect([...framedMap(map, { frame: form, outside: 255 })]).toEqual([
      7, 7, 9, 9, 7, 7, 9, 9, 255, 255, 255, 255,
    ]);
  });

  test("takes its annotations along: boxes, areas, polygons and runs", () => {
    const set = {
      images: [{ id: 40, file: "a.png", height: 20, width: 40 }],
      categories: [{ id: 17, name: "cat" }],
      annotations: [
        ...[
          [[4, 4, 20, 4, 20, 12, 4, 12]],
          { height: 20, width: 40, counts: Uint32Array.of(84, 8, 12, 8, 688) },
        ],
      ].map((segmentation, i) => ({
        ...{ id: 9 - i, image: 40, category: 17, box: [4, 4, 16, 8] as const },
        ...{ area: 128, crowd: false, segmentation },
      })),
    };
    const size = { height: 10, width: 20 };
    const { images, categories, annotations } = framedAnnotations(set, { frame: size });
    expect(images).toEqual([{ id: 1, file: "a.png", ...size }]);
    expect(categories).toEqual([{ id: 1, name: "cat" }]);
    expect(
      annotations.map(({ id, image, category, box, area }) => ({ id, image, category, box, area })),
    ).toEqual([1, 2].map((id) => ({ id, image: 1, category: 1, box: [2, 2, 8, 4], area: 32 })));
    const areas = annotations.map(({ segmentation }) =>
      maskArea(segmentationMask(segmentation!, size)),
    );
    expect(areas).toEqual([32, 4]);
  });
});

test("where masks overlap, a pixel is of the smallest", () => {
  const of = (id: number, side: number) => ({
    ...{ id, image: 1, category: id, box: [0, 0, side, side] as const, area: side ** 2 },
    ...{ crowd: false, segmentation: [[0, 0, side, 0, side, side, 0, side]] },
  });
  const size = { height: 3, width: 3 };
  const classOf = new Map([1, 2].map((id) => [id, id]));
  const { values } = painted([of(1, 1), of(2, 2)], { size, classOf });
  expect([...(values as Uint8Array)]).toEqual([1, 2, 0, 2, 2, 0, 0, 0, 0]);
});

describe("bccd()", () => {
  whole("is divided as its home divides it, with boxes in the pictures' pixels", async () => {
    const data = await bccd({ size: [120, 160], count: 3 });
    expect([data.train.length, data.test.length]).toEqual([3, 3]);
    expect(data.annotations("test").images.map(({ file }) => file)).toEqual([
      "BloodImage_00007.jpg",
      "BloodImage_00011.jpg",
      "BloodImage_00015.jpg",
    ]);
    // BloodImage_00007.xml: WBC, x from 193 to 387, y from 92 to 285, counted from 1.
    expect(data.annotations("test").annotations[0]).toMatchObject({
      ...{ category: 3, box: [48, 22.75, 48.75, 48.5], area: 48.75 * 48.5 },
    });
    expect(data.test.boxes![0]![0]).toEqual({
      ...{ x: 48, y: 22.75, width: 48.75, height: 48.5, label: 3 },
    });
    expect(data.classes).toEqual(["background", "Platelets", "RBC", "WBC"]);
  });
});
