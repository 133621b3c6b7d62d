import { isRecord, memberOf } from "../request/record.ts";

/** A finding in the AWS Security Finding Format, as it stands. */
export type Finding = Readonly<Record<string, unknown>>;

export interface FindingIdentifier {
  readonly Id: string;
  readonly ProductArn: string;
}

/** The identity of a finding, when it has one. */
export function identifierOf(finding: unknown): FindingIdentifier | undefined {
  const id = memberOf(finding, "Id");
  const productArn = memberOf(finding, "ProductArn");
  if (typeof id !== "string" || typeof productArn !== "string" || !id.trim() || !productArn.trim()) return undefined;
  return { Id: id, ProductArn: productArn };
}

/** The Region a finding is about: its own word for it, else that of its product ARN. */
export function regionOf(finding: Finding): string | undefined {
  const region = memberOf(finding, "Region");
  if (typeof region === "string" && region) return region;
  const productArn = memberOf(finding, "ProductArn");
  return (typeof productArn === "string" && productArn.split(":")[3]) || undefined;
}

/** The values at a dotted path; lists on the way are gone through, so there may be several. */
export function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return value === undefined || value === null ? [] : [value];
  return isRecord(value) ? valuesAt(memberOf(value, name), rest) : [];
}
