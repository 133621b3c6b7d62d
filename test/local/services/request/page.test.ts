import { expect, it } from "vitest";
import { openCursor, pageAt, sealCursor } from "#local/services/request/page.ts";

const cursor = { offset: 100, issuedAtMs: 1_763_640_000_000, mark: 7 };

it("openCursor() reads what sealCursor() wrote, for the same scope only", () => {
  const token = sealCursor(cursor, "ListIndicators 1");
  expect(openCursor(token, "ListIndicators 1")).toEqual(cursor);
  expect(openCursor(token, "ListIndicators 2")).toBeUndefined();
});

it.each(["", "x", "AAAA", "not base64 \u0000", `${sealCursor(cursor, "s")}A`, "MTAwLjEuMS5hYmNk"])(
  "openCursor(%j) is undefined for a token nobody gave out",
  (token) => {
    expect(openCursor(token, "s")).toBeUndefined();
  },
);

it("pageAt() hands out every item once", () => {
  const items = Array.from({ length: 250 }, (_, at) => at);
  const seen: number[] = [];
  for (let offset: number | undefined = 0; offset !== undefined; ) {
    const page: ReturnType<typeof pageAt<number>> = pageAt(items, offset, 100);
    seen.push(...page.items);
    offset = page.nextOffset;
  }
  expect(seen).toEqual(items);
});
