import { objectOf, textAt, valueAt } from "#domain/json.ts";
import type { Cloud } from "#local/cloud.ts";
import type { FeedItem } from "./feed.ts";
import { type FindingRow, unaccountedFor } from "./local-report.ts";
import { type Ending, type Outcomes, versionKey } from "./outcomes.ts";

const unknown: Ending = { outcome: "parked", reason: unaccountedFor, principals: [] };

/** One row for every finding version that was fed, however often it was; in the order they first came. */
export function findingRows(cloud: Cloud, items: readonly FeedItem[], outcomes: Outcomes): readonly FindingRow[] {
  const versions = new Map(items.flatMap(({ findings }) => findings.map((finding) => [versionKey(finding), finding])));
  return [...versions].map(([key, { id, productArn, version }]) => ({
    id,
    productArn,
    updatedAt: version,
    ...(outcomes.of(key) ?? unknown),
    ...written(cloud.services.SecurityHub.finding(productArn, id)),
  }));
}

/** What the finding says at the end. */
function written(finding: unknown): Pick<FindingRow, "note" | "userDefinedFields"> {
  const note = textAt(finding, "Note", "Text");
  const fields = objectOf(valueAt(finding, "UserDefinedFields"));
  return {
    ...(note !== undefined && { note }),
    ...(fields && {
      userDefinedFields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)])),
    }),
  };
}
