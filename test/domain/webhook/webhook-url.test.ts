import { describe, expect, it } from "vitest";
import { webhookUrlProblem } from "#domain/webhook/webhook-url.ts";

describe("webhookUrlProblem()", () => {
  it.each([
    "https://hooks.example.com",
    "https://hooks.example.com:8443/a/b?tenant=1",
    "https://8.8.8.8/hook",
    "https://[2600:1f18::1]/hook",
    "https://localhost.example.com/",
  ])("is nothing for %s", (url) => expect(webhookUrlProblem(url)).toBeUndefined());

  it.each([
    ["hooks.example.com", /URL/],
    ["http://hooks.example.com/", /https/],
    ["file:///etc/passwd", /https/],
    ["https://user@hooks.example.com/", /credentials/],
    ["https://:secret@hooks.example.com/", /credentials/],
    ["https://hooks.example.com/#a", /fragment/],
    ["https://hooks.example.com/#", /fragment/],
    [`https://hooks.example.com/${"a".repeat(1_100)}`, /characters/],
    ...[
      "127.0.0.1",
      "10.0.0.1",
      "2130706433",
      "0x7f.1",
      "0177.0.0.1",
      "169.254.169.254",
      "[::1]",
      "[::ffff:10.0.0.1]",
      "[fd00:ec2::254]",
      "localhost",
      "LOCALHOST",
      "a.localhost",
      "localhost.",
      "printer.local",
      "ip-10-0-0-1.ec2.internal",
    ].map((host) => [`https://${host}/`, /public internet/] as const),
  ] as const)("tells what is wrong with %s", (url, problem) => expect(webhookUrlProblem(url)).toMatch(problem));
});
