import { expect, it } from "vitest";
import { element, styleSheet } from "#bench/report/svg/markup.ts";

it("element() escapes texts and attributes, rounds numbers and leaves out what is not given", () => {
  const inner = element("tspan", { x: 1.2345, class: undefined });
  const { svg } = element("text", { "aria-label": '<"&">', y: 2 }, "a < b & c", inner);
  expect(svg).toBe('<text aria-label="&lt;&quot;&amp;&quot;&gt;" y="2">a &lt; b &amp; c<tspan x="1.2"/></text>');
});

it("styleSheet() takes nothing that could end it", () => {
  expect(styleSheet(".a>b{}").svg).toBe("<style>.a>b{}</style>");
  expect(() => styleSheet("</style><script>")).toThrow("Cannot write a style sheet");
});
