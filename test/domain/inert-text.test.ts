import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inertIdentifier, inertText, quote, quoteId, shorten } from "#domain/inert-text.ts";
import { actsIn, treacherousText as anyText, hostileTexts } from "#test/hostile/corpus.ts";

describe.each(hostileTexts)("inertText() over %s", (_family, texts) => {
  it.each(texts)("leaves nothing to act on in %j", (text) => {
    expect(actsIn(inertText(text, 400))).toEqual([]);
    expect(actsIn(inertIdentifier(`${text} x`, 400))).toEqual([]);
    expect(actsIn(quote(text, 400).slice(1, -1))).toEqual([]);
  });
});

describe("inertText()", () => {
  it("is tried on a hundred hostile texts and more", () => {
    expect(hostileTexts.flatMap(([, texts]) => texts).length).toBeGreaterThanOrEqual(100);
  });

  it.each([
    ["http://evil.example/login.php", "hxxp://evil[.]example/login[.]php"],
    ["https://169.254.169.254/latest", "hxxps://169[.]254[.]169[.]254/latest"],
    ["ldap://evil.example", "ldap[:]//evil[.]example"],
    ["[a](http://b.example)", "(a)(hxxp://b[.]example)"],
    ["=1+1", "'=1+1"],
    ["＝1+1", "'=1+1"],
    ["${jndi:x}", "$ {jndi:x}"],
    ["AT&T Services", "AT&T Services"],
    ["aws-cli/2.17.0 md/awscrt#0.20.11 os/linux", "aws-cli/2.17.0 md/awscrt#0.20.11 os/linux"],
    ["198.51.100.7", "198.51.100.7"],
    ["2001:db8::7", "2001:db8::7"],
    ["TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller.Custom", "TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller.Custom"],
  ])("reads %j as %j", (text, expected) => expect(inertText(text, 200)).toBe(expected));

  it("has nothing to act on, fits and is well-formed for any text", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 80 }), (text, charsMax) => {
        const inert = inertText(text, charsMax);
        expect(actsIn(inert)).toEqual([]);
        expect(inert.length).toBeLessThanOrEqual(charsMax);
      }),
      { numRuns: 2_000 },
    );
  });

  it("changes nothing when it is applied again", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom(...hostileTexts.flatMap(([, texts]) => texts))), (text) => {
        const inert = inertText(text.slice(0, 300), 2_000);
        expect(inertText(inert, 2_000)).toBe(inert);
      }),
      { numRuns: 2_000 },
    );
  });

  it("answers within a moment for a megabyte of anything", () => {
    for (const unit of ["a.", "_", "[", "//", "&a", "http:", "{", "\u0301", "\\", " "]) {
      const startedAt = performance.now();
      inertText(unit.repeat(1_000_000 / unit.length), 64);
      expect(performance.now() - startedAt).toBeLessThan(200);
    }
  });
});

describe("inertIdentifier()", () => {
  it.each([
    "alice@example.com",
    "AWSReservedSSO_Admin_0a1b2c3d4e5f6071",
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0a1b2c3d4e5f6071",
    "arn:aws-us-gov:iam::111122223333:user/alice@example.com",
  ])("keeps %s as it is", (text) => expect(inertIdentifier(text, 200)).toBe(text));

  it("puts an apostrophe before a name that a spreadsheet would calculate", () => {
    expect(inertIdentifier("=cmd", 64)).toBe("'=cmd");
  });
});

describe("quote()", () => {
  it("keeps the end of the quotation when the text brings its own", () => {
    expect(quote("curl”, trusted by “AWS", 64)).toBe("“curl', trusted by 'AWS”");
  });
});

describe("quoteId()", () => {
  it("shows an id as it is", () => {
    const id = "arn:aws:guardduty:eu-west-1:111122223333:detector/0a1b2c3d4e5f/finding/f15";
    expect(quoteId(id)).toBe(`"${id}"`);
  });

  it("leaves nothing to act on, cannot be ended from within, and cuts", () => {
    expect(quoteId(`"\\\n<a href="http://evil.example">x</a>`)).toBe(`"'/ ‹a href='hxxp://evil[.]example'›x‹/a›"`);
    expect(quoteId("x".repeat(500))).toBe(`"${"x".repeat(119)}…"`);
  });
});

describe("shorten()", () => {
  it("cuts on a code point", () => expect(shorten("ab😀cd", 4)).toBe("ab…"));
  it("keeps what fits", () => expect(shorten("ab😀", 4)).toBe("ab😀"));
  it("is empty when there is no room", () => expect(shorten("ab", 0)).toBe(""));
});
