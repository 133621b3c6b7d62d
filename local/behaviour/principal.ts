import { checkIndicators } from "./indicator.ts";
import { checkErrors } from "./planned-error.ts";
import { principalOf } from "./principal-arn.ts";
import type { Problems } from "./problems.ts";
import { type FinalStatus, finalStatuses, type PrincipalBehaviour, severities } from "./shape.ts";

const keys = ["durationSeconds", "status", "severity", "indicators", "errors"];

/** The plan for one principal; what is wrong with it goes to `problems`. */
export function checkPrincipal(arn: string, value: unknown, problems: Problems): PrincipalBehaviour {
  const path = `principals.${arn}`;
  if (!principalOf(arn)) problems.add("principals", arn, "the ARN of an IAM user or role as key");
  const plan = problems.object(value, path, keys);
  const duration = checkDuration(plan["durationSeconds"], `${path}.durationSeconds`, problems);
  const severity =
    plan["severity"] === undefined ? undefined : problems.choice(plan["severity"], `${path}.severity`, severities);
  const indicators = checkIndicators(plan["indicators"], `${path}.indicators`, problems);
  return {
    ...(duration === undefined ? {} : { durationSeconds: duration }),
    ...(plan["status"] === undefined ? {} : { statuses: checkStatuses(plan["status"], `${path}.status`, problems) }),
    ...(severity === undefined ? {} : { severity }),
    ...(indicators === undefined ? {} : { indicators }),
    errors: checkErrors(plan["errors"], `${path}.errors`, problems),
  };
}

function checkDuration(value: unknown, path: string, problems: Problems): number | "never" | undefined {
  if (value === undefined || value === "never") return value;
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  problems.add(path, value, 'a number of seconds, 0 or more, or "never"');
  return undefined;
}

function checkStatuses(value: unknown, path: string, problems: Problems): readonly FinalStatus[] {
  if (!Array.isArray(value)) return [problems.choice(value, path, finalStatuses) ?? "SUCCESSFUL"];
  if (value.length === 0) problems.add(path, value, "at least one status");
  return value.map((status, at) => problems.choice(status, `${path}[${at}]`, finalStatuses) ?? "SUCCESSFUL");
}
