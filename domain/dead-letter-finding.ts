import type { SeverityLabel, SlimFinding } from "./contract.ts";
import { readMessage } from "./event.ts";
import { slim } from "./finding.ts";
import { listAt, objectOf, parseJson, textAt, valueAt } from "./json.ts";
import { findingsIn } from "./left-behind.ts";
import { toldFinding } from "./outlet-letter.ts";
import { rawMessageOf } from "./replay-envelope.ts";
import { cleanText } from "./text.ts";

/** A finding of a dead letter, as far as the message tells. */
export interface DeadLetterFinding {
  readonly id: string;
  readonly productArn?: string;
  readonly version?: string;
  readonly accountId?: string;
  readonly region?: string;
  readonly severity?: SeverityLabel;
  /** Cleaned, for people. */
  readonly title?: string;
  /** ARNs. */
  readonly principals: readonly string[];
  readonly attempt: number;
}

/** The findings that a body brings: those of an event, of a failed execution's input, or the bare ids of what cannot be read. */
export function findingsOf(body: string): readonly DeadLetterFinding[] {
  const told = toldFinding(body);
  if (told) return [told];
  const reading = readMessage(body);
  if (reading.kind === "replay") return reading.envelope.finding ? [deadLetterFinding(reading.envelope.finding)] : [];
  if (reading.kind === "execution-ended") return (findingsIn(reading.input) ?? []).map(deadLetterFinding);
  if (reading.kind === "rejected") return named(rawMessageOf(body).raw);
  return reading.findings.map((finding) => deadLetterFinding(slim(finding, attachedRolesLeftOut)));
}

const attachedRolesLeftOut = { include: false, roleOfProfile: new Map<string, string>() };

export function deadLetterFinding(finding: SlimFinding): DeadLetterFinding {
  const { id, productArn, version, accountId, region, severity, title, principals, attempt } = finding;
  const arns = principals.map(({ arn }) => arn);
  return {
    id,
    productArn,
    version,
    accountId,
    region,
    severity,
    title: cleanText(title, 160),
    principals: arns,
    attempt,
  };
}

const namedMax = 100;

/** Ids alone: what is rejected may lack everything else. */
function named(body: string): readonly DeadLetterFinding[] {
  const parsed = parseJson(body);
  const detail = parsed.kind === "json" ? valueAt(parsed.value, "detail") : undefined;
  const given = [...listAt(detail, "findings"), ...(objectOf(detail) ? [detail] : [])].slice(0, namedMax);
  return given.flatMap((finding) => {
    const id = textAt(finding, "Id") ?? textAt(finding, "id") ?? textAt(finding, "finding_info", "uid");
    return id === undefined ? [] : [{ id, principals: [], attempt: 0 }];
  });
}
