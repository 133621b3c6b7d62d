import { expect, it } from "vitest";
import { isLike } from "#domain/iam-pattern.ts";

it.each([
  ["kms:Decrypt", "kms:*", true],
  ["kms:Decrypt", "*", true],
  ["kms:Decrypt", "kms:Decryp?", true],
  ["kms:Decrypt", "kms:Decrypt?", false],
  ["kms:Decrypt", "kms:Decrypt", true],
  ["akms:Decrypt", "kms:*", false],
  ["arn:aws:events:eu-west-1:111122223333:rule/a.b", "arn:aws:events:*:111122223333:rule/a.b", true],
  ["arn:aws:events:eu-west-1:111122223333:rule/a-b", "arn:aws:events:*:111122223333:rule/a.b", false],
  ["two\nlines", "two*lines", true],
  ["(a+)", "(a+)", true],
  ["", "", true],
])("%j is like the pattern %j: %s", (text, pattern, expected) => {
  expect(isLike(text, pattern)).toBe(expected);
});
