import { describe, expect, it } from "vitest";
import { dataBlock, element, styleSheet, together } from "#domain/markup.ts";

describe("element()", () => {
  it("escapes texts and attributes, rounds numbers and leaves out what is not given", () => {
    const inner = element("rect", { x: 1.2345, class: undefined });
    const { markup } = element("text", { "aria-label": '<"&">', y: 2 }, "a < b & c", inner);
    expect(markup).toBe('<text aria-label="&lt;&quot;&amp;&quot;&gt;" y="2">a &lt; b &amp; c<rect x="1.2"/></text>');
  });

  it("ends what HTML would leave open, and nothing that HTML would not", () => {
    expect(element("td", {}).markup).toBe("<td></td>");
    expect(element("br", {}).markup).toBe("<br/>");
  });

  it("writes one line with nothing invisible in it, and key ids by their ends", () => {
    const hostile = "a\u202e\r\nb\u0000\ud800 AKIAIOSFODNN7EXAMPLE";
    expect(element("b", { title: hostile }, hostile).markup).toBe(
      '<b title="a b \ufffd AKIA…MPLE">a b \ufffd AKIA…MPLE</b>',
    );
  });

  it("keeps a blank between neighbours", () => {
    expect(together(["a ", element("b", {}, "b"), " c", " "]).markup).toBe("a <b>b</b> c ");
  });
});

it("styleSheet() takes nothing that could end it", () => {
  expect(styleSheet(".a>b{}").markup).toBe("<style>.a>b{}</style>");
  expect(() => styleSheet("</style><script>")).toThrow("Cannot write a style sheet");
});

it("dataBlock() takes nothing that could end it", () => {
  expect(dataBlock("evidence", "{}").markup).toBe('<script type="application/json" id="evidence">{}</script>');
  for (const json of ['"</script>"', '"<!--"', '"-->"', '"&lt;"']) {
    expect(() => dataBlock("evidence", json)).toThrow("Cannot write a block of data");
  }
});
