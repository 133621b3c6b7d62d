import { objectOf, textAt } from "#domain/json.ts";
import { versionKey } from "./outcomes.ts";

/** What a function said of one finding, principal or message. */
export interface LogLine {
  readonly outcome: string;
  readonly reason?: string;
  /** `versionKey` of the finding version it is about. */
  readonly version?: string;
  readonly findingId?: string;
  readonly principalArn?: string;
  readonly investigationId?: string;
}

/** Reads a line that the product's logger wrote; undefined for every other line. */
export function logLineOf(line: string): LogLine | undefined {
  const json = parsed(line);
  const outcome = textAt(json, "outcome");
  if (outcome === undefined || textAt(json, "service") !== "gumshoe") return undefined;
  const [productArn, findingId, version] = ["productArn", "findingId", "version"].map((key) => textAt(json, key));
  const named = (key: "reason" | "principalArn" | "investigationId") => {
    const text = textAt(json, key);
    return text === undefined ? {} : { [key]: text };
  };
  return {
    outcome,
    ...named("reason"),
    ...named("principalArn"),
    ...named("investigationId"),
    ...(findingId !== undefined && { findingId }),
    ...(productArn && findingId && version && { version: versionKey({ productArn, id: findingId, version }) }),
  };
}

function parsed(line: string): object | undefined {
  try {
    return objectOf(JSON.parse(line));
  } catch {
    return undefined;
  }
}
