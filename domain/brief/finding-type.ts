import type * as z from "zod";
import { cleanText } from "../text.ts";
import type { TypeParts } from "./finding-brief.ts";

export type FindingTypeParts = z.infer<typeof TypeParts>;

// GuardDuty: Purpose:Resource/Family.Mechanism!Artifact; Security Hub writes `-` for the slash and puts its own categories before
// the purpose: TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS. Mechanism and artifact are optional.
// docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html (read 2026-12-01)
const form =
  /^(?:[^/:]{1,60}\/){0,3}(?<purpose>\w{1,80}):(?<resource>\w{1,80})[/-](?<family>[^\s./!]{1,120})(?:\.(?<mechanism>[^\s!]{1,120}))?(?:!(?<artifact>\S{1,120}))?$/u;

const longestType = 400;

/** The parts of a GuardDuty finding type in either spelling; undefined for the types of other products. */
export function typePartsOf(type: string | undefined): FindingTypeParts | undefined {
  const told = type === undefined || type.length > longestType ? null : form.exec(cleanText(type, longestType));
  const { purpose, resource, family, mechanism, artifact } = told?.groups ?? {};
  if (purpose === undefined || resource === undefined || family === undefined) return undefined;
  return {
    purpose,
    resource,
    family,
    ...(mechanism !== undefined && { mechanism }),
    ...(artifact !== undefined && { artifact }),
  };
}
