import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dashboardFile, drawnDashboard } from "#bench/report/dashboard/file.ts";
import { type Widget, widgetsOf } from "#bench/report/dashboard/widgets.ts";
import { metrics } from "#domain/measure.ts";

const template = JSON.parse(readFileSync("cdk.out/Gumshoe.template.json", "utf8"));
const widgets = widgetsOf(template);
const overlap = (a: Widget, b: Widget) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe(dashboardFile, () => {
  it("is the dashboard of the template as it is", () => {
    expect(readFileSync(dashboardFile, "utf8")).toBe(drawnDashboard());
  });
});

describe("the dashboard", () => {
  it("shows the numbers that matter in its first six rows", () => {
    const first = widgets.flatMap((one) => (one.type === "metric" && one.y < 6 ? [one.properties.title] : []));
    expect(first).toEqual(["Findings in", "Enriched", "Parked or rejected", "Dead letters", "Reuse", "Estimated cost"]);
  });

  it("says above each graph what good looks like", () => {
    for (const graph of widgets) {
      if (graph.type !== "metric" || graph.properties.view !== "timeSeries") continue;
      const above = widgets.find((one) => one.type === "text" && one.x === graph.x && one.y + one.height === graph.y);
      expect(above?.type === "text" && above.properties.markdown, graph.properties.title).toContain(
        `**${graph.properties.title}.** Good: `,
      );
    }
  });

  it("fits the grid, and nothing lies on anything else", () => {
    expect(widgets.filter(({ x, width }) => x + width > 24)).toEqual([]);
    const pairs = widgets.flatMap((a, index) => widgets.slice(index + 1).map((b) => [a, b] as const));
    expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([]);
  });

  it("lists every alarm", () => {
    const alarms = Object.values(template.Resources as Record<string, { readonly Type: string }>).filter(
      ({ Type }) => Type === "AWS::CloudWatch::Alarm",
    );
    const list = widgets.find(({ type }) => type === "alarm");
    expect(list?.type === "alarm" && list.properties.alarms.length).toBe(alarms.length);
  });

  it("asks only for metrics of ours that the functions emit", () => {
    const asked = [...JSON.stringify(template).matchAll(/\\"Gumshoe\\",\\"(\w+)\\"/g)].map(([, name]) => name);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !(String(name) in metrics))).toEqual([]);
  });
});
