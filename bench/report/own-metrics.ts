type Json = Readonly<Record<string, unknown>>;

/** Metrics in the properties of alarms and dashboards whose namespace is not one of AWS: each with its dimensions, once. */
export function ownMetricsIn(value: unknown): ReadonlySet<string> {
  return new Set(
    metricsIn(value)
      .filter(([namespace = ""]) => !namespace.startsWith("AWS/"))
      .map(textOf),
  );
}

/** Namespace, name, and the dimensions as they stand. */
function metricsIn(value: unknown): readonly (readonly string[])[] {
  if (Array.isArray(value)) return [...value.flatMap(metricsIn)];
  if (typeof value !== "object" || value === null) return [];
  const { MetricName, Namespace, Dimensions, DashboardBody, metrics, ...rest } = value as Json;
  const own =
    typeof MetricName === "string" && typeof Namespace === "string"
      ? [[Namespace, MetricName, ...dimensionsIn(Dimensions)]]
      : [];
  return [...own, ...drawn(metrics), ...metricsIn(bodyOf(DashboardBody)), ...Object.values(rest).flatMap(metricsIn)];
}

function dimensionsIn(dimensions: unknown): readonly string[] {
  if (!Array.isArray(dimensions)) return [];
  return dimensions.flatMap(({ Name, Value }: Json) => [String(Name), JSON.stringify(Value)]);
}

/** A widget names a metric as `["Gumshoe", "Enriched", "Reason", "root", {…}]`. */
function drawn(metrics: unknown): readonly (readonly string[])[] {
  if (!Array.isArray(metrics)) return [];
  return metrics.flatMap((line: unknown) => {
    const texts = Array.isArray(line) ? line.filter((part) => typeof part === "string") : [];
    const [namespace, name, ...dimensions] = texts;
    if (namespace === undefined || name === undefined) return [];
    return [[namespace, name, ...dimensions.map((part, at) => (at % 2 === 0 ? part : JSON.stringify(part)))]];
  });
}

/** A dashboard's body is text, or put together by `Fn::Join` with what only a deployment knows. */
function bodyOf(body: unknown): unknown {
  const join = (body as { readonly "Fn::Join"?: readonly [string, readonly unknown[]] } | undefined)?.["Fn::Join"];
  const text = join ? join[1].map((part) => (typeof part === "string" ? part : "x")).join(join[0]) : body;
  return typeof text === "string" ? JSON.parse(text) : undefined;
}

function textOf(metric: readonly string[]): string {
  return JSON.stringify(metric);
}
