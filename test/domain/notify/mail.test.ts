import { describe, expect, it } from "vitest";
import type { FindingBrief } from "#domain/brief/finding-brief.ts";
import { defanged, mailOf } from "#domain/notify/mail.ts";
import { mailCommand } from "#domain/notify/mail-command.ts";
import { aBrief, aBriefPrincipal } from "#test/builders/brief.ts";

describe("mailOf()", () => {
  it("says the ten points in the order in which they are needed", async () => {
    const { subject, body } = mailOf(aBrief(), {
      since: "2026-11-19 02:30 UTC",
      what: ["severity from MEDIUM to HIGH"],
    });
    await expect(`Subject: ${subject}\n\n${body}\n`).toMatchFileSnapshot("golden/a-role.mail.txt");
  });

  it("says it all in the first line", () => {
    const [first] = mailOf(aBrief()).body.split("\n");
    expect(first).toBe("HIGH, Detective says CRITICAL: role ci-deploy in account 111122223333, eu-west-1.");
  });

  it.each<[Partial<FindingBrief>, string]>([
    [{ outcome: "parked", verdict: "NONE" }, "HIGH, investigation failed: role ci-deploy"],
    [{ outcome: "not-investigable", verdict: "NONE", principals: [] }, "HIGH, not investigable: account 111122223333"],
    [{ verdict: "NONE" }, "HIGH, no Detective verdict: role ci-deploy"],
    [{ outcome: "partial" }, "HIGH, Detective says CRITICAL so far: role ci-deploy"],
    [
      { principals: Array.from({ length: 7 }, () => aBriefPrincipal()) },
      "HIGH, Detective says CRITICAL: role ci-deploy +6 more",
    ],
  ])("begins its subject with severity, verdict and who for %j", (over, start) => {
    expect(mailOf(aBrief(over)).subject.startsWith(start)).toBe(true);
  });

  it("never calls clean what is not known", () => {
    const { body } = mailOf(aBrief({ verdict: "NONE", outcome: "parked" }));
    expect(body).toContain("The investigation failed: nothing is known about the principals.");
    expect(mailOf(aBrief({ verdict: "NONE" })).body).toContain("which does not mean clean");
  });

  it("lists five of a kind, and says how many more there are", () => {
    const principals = Array.from({ length: 9 }, (_, n) => aBriefPrincipal({ name: `r${n}` }));
    const { body } = mailOf(aBrief({ principals }));
    expect(body).toContain("- role r4 of account");
    expect(body).not.toContain("- role r5 of account");
    expect(body).toContain("- and 4 more");
  });

  it("keeps links whole, and drops what is no link of ours", () => {
    const links = { ...aBrief().links, report: "https://evil.example/a b", execution: "javascript:alert(1)" };
    const { body } = mailOf(aBrief({ links }));
    expect(body).toContain(`\nDetective: ${links.detective}\n`);
    expect(body).not.toMatch(/evil|javascript/);
  });

  it("ends with the commands", () => {
    const [, commands] = mailOf(aBrief()).body.split("COMMANDS for a shell, nothing runs by itself\n");
    expect(commands).toMatch(
      /^1\. aws iam put-role-policy --role-name ci-deploy .+\n\nKey of this message: [0-9a-f]{16}-[0-9a-f]{16}$/,
    );
  });
});

describe("defanged()", () => {
  it.each([
    ["from 198.51.100.7.", "from 198[.]51[.]100[.]7."],
    ["2001:db8::1 called", "2001[:]db8::1 called"],
    ["::1", "[:]:1"],
    ["fe80:0:0:0:1:2:3:4", "fe80[:]0:0:0:1:2:3:4"],
    ["at 10:20:41, arn:aws:iam::111122223333:role/x", "at 10:20:41, arn:aws:iam::111122223333:role/x"],
    ["198[.]51[.]100[.]7", "198[.]51[.]100[.]7"],
    ["2026-11-19 02:14 UTC; 1.2.3", "2026-11-19 02:14 UTC; 1.2.3"],
  ])("makes %j %j", (text, wanted) => {
    expect(defanged(text)).toBe(wanted);
  });
});

describe("mailCommand()", () => {
  it.each([
    ["aws iam list-users", "aws iam list-users"],
    ["aws x --policy-document file://revoke.json", "aws x --policy-document file://revoke.json"],
    ["aws iam get-user --user-name jane@example.com", "aws iam get-user --user-name jane@example\\.com"],
    ["aws s3 cp https://evil.example/x .", "(this command is in the report"],
    ["aws iam get-user --user-name 'maria.ops'", "aws iam get-user --user-name 'maria'\\.'ops'"],
    [`aws x --text "see evil.example"`, `aws x --text "see evil"\\."example"`],
    ["aws x --text $(echo evil.example)", "(this command is in the report"],
    ["aws x\naws y", "(this command is in the report"],
    ["aws x \u202e", "(this command is in the report"],
  ])("writes %j as %j", (line, wanted) => {
    expect(mailCommand(line).startsWith(wanted)).toBe(true);
  });
});
