import { readFileSync } from "node:fs";
import { functionTimeout } from "#infra/constructs/node-function.ts";
import { withoutResource } from "#infra/without-resource.ts";
import { unseen } from "#local/authorization/unseen.ts";
import { conditionText } from "./condition-text.ts";
import { denialRows } from "./denial-rows.ts";
import { type ExplainedGrant, explainedGrants } from "./explained-grants.ts";
import { logicalIdIn } from "./named-grants.ts";

/** The chapters of docs/permissions.md: who may do what, on what, when and why, and which scenario uses it. */
export function permissionChapters(): string {
  const uses: Readonly<Record<string, string>> = JSON.parse(readFileSync("docs/grants-used.json", "utf8"));
  const grants = explainedGrants();
  const subjects = [...new Set(grants.map(({ subject }) => subject))].sort((a, b) => rankOf(a) - rankOf(b));
  return [
    ...subjects.map((subject) =>
      chapter(
        subject,
        grants.filter((grant) => grant.subject === subject),
        uses,
      ),
    ),
    `## What is forbidden\n\nWhatever else is granted:\n\n${table(["who", "may not", "on", "when"], denialRows())}`,
    `## On every resource\n\n${table(["action", "because"], byReason())}`,
    `## What no scenario shows\n\n${table(
      ["what AWS does by itself", "why it is not seen"],
      unseen.map(({ what, because }) => [what, because]),
    )}`,
  ].join("\n\n");
}

function chapter(subject: string, grants: readonly ExplainedGrant[], uses: Readonly<Record<string, string>>): string {
  const rows = new Map<
    string,
    { readonly grant: ExplainedGrant; readonly actions: Set<string>; readonly seen: Set<string> }
  >();
  for (const grant of grants) {
    const { resource, condition, whys, settings } = grant;
    const alike = JSON.stringify([resource, condition, whys, settings]);
    const row = rows.get(alike) ?? { grant, actions: new Set(), seen: new Set() };
    row.actions.add(grant.action);
    row.seen.add(uses[grant.name] ?? "");
    rows.set(alike, row);
  }
  const cells = [...rows.values()].map(({ grant, actions, seen }) => [
    [...actions].map((action) => `\`${action}\``).join(", "),
    resourceText(grant.resource),
    [...grant.settings.map((setting) => `with \`${setting}\``), ...conditionText(grant.condition)].join(", "),
    grant.whys.join("; "),
    [...seen].join("; "),
  ]);
  return `## ${titleOf(subject)}\n\n${table(["may", "on", "when", "why", "seen when"], cells)}`;
}

/** Roles first, then rules, then what takes roles on; within them the template's order. */
function rankOf(subject: string): number {
  if (isService(subject)) return 2;
  return subject.endsWith("Role") ? 0 : 1;
}

const isService = (subject: string) => /\.(?:amazonaws\.com|\$\{AWS::URLSuffix\})( |$)|:root$/.test(subject);

function titleOf(subject: string): string {
  const folder = Object.keys(functionTimeout).find((name) => subject.endsWith(`${name.replaceAll("-", "")}Role`));
  if (folder !== undefined) return `Function ${folder}`;
  if (subject === "WorkflowInvestigateRole") return "The state machine";
  if (subject.endsWith(":root")) return "The account";
  return isService(subject) ? subject : `EventBridge, for the rule ${subject}`;
}

const resourceText = (resource: string) => (resource === "*" ? "everything" : `\`${logicalIdIn(resource)}\``);

function byReason(): readonly (readonly string[])[] {
  const reasons = [...new Set(Object.values(withoutResource))];
  const actionsOf = (reason: string) =>
    Object.keys(withoutResource).filter((action) => withoutResource[action] === reason);
  return reasons.map((reason) => [
    actionsOf(reason)
      .map((action) => `\`${action}\``)
      .join(", "),
    reason,
  ]);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), `|${heads.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}
