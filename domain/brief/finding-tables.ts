import { type JsonObject, listAt, textAt, valueAt } from "../json.ts";
import type { BriefTables } from "./finding-brief.ts";
import { countOf, productScoreOf } from "./finding-case.ts";
import { actionRows } from "./tables/action-rows.ts";
import { accessKeyRows, bucketRows, instanceRows, resourceRows } from "./tables/resource-rows.ts";
import { isTold, type Row, rowOf, truthOf } from "./tables/row.ts";
import { serviceOf } from "./tables/service.ts";

const rowsMax = 50;

/**
 * The six tables that a SOAR case keeps of a GuardDuty finding, under its column names, a row for every element; at most 50 rows
 * each, the first ones.
 * @param finding ASFF as Security Hub's GetFindings answers it
 */
export function tablesOf(finding: unknown): BriefTables {
  const { overview, action, resource, bucket, instance, accessKey } = rowsOf(finding);
  return {
    overview: [...overview],
    action: action.slice(0, rowsMax),
    resource: resource.slice(0, rowsMax),
    bucket: bucket.slice(0, rowsMax),
    instance: instance.slice(0, rowsMax),
    accessKey: accessKey.slice(0, rowsMax),
  };
}

/** How many rows `tablesOf` leaves out. */
export function omittedRows(finding: unknown): number {
  return Object.values(rowsOf(finding)).reduce((sum, rows) => sum + Math.max(0, rows.length - rowsMax), 0);
}

function rowsOf(finding: unknown): Readonly<Record<keyof BriefTables, readonly Row[]>> {
  const service = serviceOf(finding);
  const [bucket, instance] = [bucketRows(finding), instanceRows(finding)];
  return {
    overview: [overviewRow(finding, service, instance[0]?.["instance_id"] ?? bucket[0]?.["bucket_name"])].filter(
      isTold,
    ),
    action: actionRows(finding, service),
    resource: resourceRows(finding, service),
    bucket,
    instance,
    accessKey: accessKeyRows(finding),
  };
}

function overviewRow(finding: unknown, service: JsonObject, resourceId: unknown): Row {
  const [resource] = listAt(finding, "Resources");
  const [type] = listAt(finding, "Types");
  return rowOf({
    finding_id: textAt(finding, "Id"),
    type,
    severity: productScoreOf(finding),
    severity_label: textAt(finding, "Severity", "Label"),
    region: textAt(finding, "Region"),
    count: countOf(finding),
    account_id: textAt(finding, "AwsAccountId"),
    created_at: textAt(finding, "CreatedAt"),
    updated_at: textAt(finding, "UpdatedAt"),
    resource_id: resourceId ?? valueAt(resource, "Id"),
    detector_id: textAt(service, "detectorId"),
    archived: truthOf(valueAt(service, "archived")),
  });
}
