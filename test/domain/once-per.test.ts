import { expect, it } from "vitest";
import { oncePer } from "#domain/once-per.ts";

it("oncePer() works once for each subject, an empty result included", () => {
  const asked: object[] = [];
  const work = oncePer((subject: { readonly answer?: string }) => {
    asked.push(subject);
    return subject.answer;
  });
  const [one, other] = [{ answer: "a" }, {}];
  expect([work(one), work(other), work(one), work(other)]).toEqual(["a", undefined, "a", undefined]);
  expect(asked).toEqual([one, other]);
});
