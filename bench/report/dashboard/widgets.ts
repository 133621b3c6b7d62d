import * as z from "zod";
import { resolveValue } from "#local/template/intrinsic.ts";

const Place = z.object({ x: z.int().default(0), y: z.int().default(0), width: z.int(), height: z.int() });

const Options = z.object({
  label: z.string().optional(),
  color: z.string().optional(),
  visible: z.boolean().optional(),
});
/** A row of a widget's `metrics`: names and values, then options; or options alone, for an expression. */
const MetricRow = z.array(z.unknown()).transform((row) => {
  const options = Options.safeParse(row.at(-1));
  return {
    name: typeof row[1] === "string" ? row[1] : "",
    ...(options.success ? options.data : {}),
    yAxis: axisOf(row.at(-1)),
  };
});

const Text = Place.extend({ type: z.literal("text"), properties: z.object({ markdown: z.string() }) });
const Graph = Place.extend({
  type: z.literal("metric"),
  properties: z.object({
    view: z.enum(["timeSeries", "singleValue"]),
    title: z.string(),
    stacked: z.boolean().default(false),
    metrics: z.array(MetricRow).transform((rows) => rows.filter(({ visible }) => visible !== false)),
    yAxis: z
      .object({ left: z.object({ label: z.string() }).optional(), right: z.object({ label: z.string() }).optional() })
      .default({}),
  }),
});
const AlarmList = Place.extend({
  type: z.literal("alarm"),
  properties: z.object({ title: z.string(), alarms: z.array(z.string()) }),
});

const Body = z.object({ widgets: z.array(z.discriminatedUnion("type", [Text, Graph, AlarmList])) });
export type Widget = z.infer<typeof Body>["widgets"][number];
export type GraphWidget = z.infer<typeof Graph>;
export type AlarmWidget = z.infer<typeof AlarmList>;
export type TextWidget = z.infer<typeof Text>;

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>
  >;
}

/**
 * The widgets of the dashboard of a synthesized template; alarms by their names.
 * @throws {Error} it holds none @throws {z.ZodError} it holds a widget that cannot be drawn
 */
export function widgetsOf(template: Template): readonly Widget[] {
  const alarms = new Map(
    Object.entries(template.Resources).filter(([, { Type }]) => Type === "AWS::CloudWatch::Alarm"),
  );
  const lookups = {
    ref: (name: string) => (name.startsWith("AWS::") ? name.slice("AWS::".length) : name),
    getAtt: (id: string): string => {
      const alarm = alarms.get(id);
      return alarm ? String(resolveValue(alarm.Properties["AlarmName"], lookups)) : id;
    },
    condition: () => undefined,
    mapping: () => "console.aws.amazon.com",
  };
  const dashboard = Object.values(template.Resources).find(({ Type }) => Type === "AWS::CloudWatch::Dashboard");
  if (!dashboard) throw new Error("Cannot draw the dashboard: the template holds none");
  return Body.parse(JSON.parse(String(resolveValue(dashboard.Properties["DashboardBody"], lookups)))).widgets;
}

function axisOf(options: unknown): "left" | "right" {
  return typeof options === "object" && options !== null && "yAxis" in options && options.yAxis === "right"
    ? "right"
    : "left";
}
