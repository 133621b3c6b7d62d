/** A value of a template as people write it: references as `${Id}`, attributes as `${Id.Name}`, joins put together, no hashes. */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  const { Ref: ref, "Fn::GetAtt": attribute, "Fn::Join": join } = value as Readonly<Record<string, unknown>>;
  if (typeof ref === "string") return `\${${withoutHash(ref)}}`;
  if (Array.isArray(attribute)) return `\${${withoutHash(String(attribute[0]))}.${attribute[1]}}`;
  if (Array.isArray(join)) return (readable(join[1]) as unknown[]).join(String(join[0]));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}

/** A logical id without the hash that CDK puts behind it, and without that of the code behind the one of a version. */
export function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}(?:[0-9a-f]{32})?$/, "");
}
