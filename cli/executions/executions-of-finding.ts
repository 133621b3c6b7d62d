import type { ExecutionArchive, ExecutionDetail, ExecutionListing } from "#domain/execution-archive.ts";
import { groupsIn } from "#domain/execution-row.ts";
import type { ExistingFindings } from "#domain/existing-finding.ts";
import type { Instant } from "#domain/instant.ts";
import { textAt } from "#domain/json.ts";
import type { FindingKey } from "#domain/key.ts";
import type { FindingRecords } from "#domain/ports.ts";

export interface FindingSearchPorts {
  readonly archive: ExecutionArchive;
  readonly records: Pick<FindingRecords, "read">;
  readonly findings: Pick<ExistingFindings, "named">;
  /** Hears how many executions have been searched. */
  readonly searched: (count: number) => void;
}

/** How the executions of a finding were found: by its record, or by looking into the inputs of recent ones. */
export interface FindingSearch {
  readonly executions: readonly ExecutionDetail[];
  readonly by: "record" | "inputs";
  /** Executions whose input was read, when it was done by inputs. */
  readonly searched: number;
}

/**
 * The executions of a finding. Its record names the one that has it and the last that settled it; a finding without a record
 * is looked for in the inputs of the executions since `since`, at most `searchedMax` of them.
 */
export async function executionsOfFinding(
  ports: FindingSearchPorts,
  findingId: string,
  { since, searchedMax }: { readonly since: Instant; readonly searchedMax: number },
): Promise<FindingSearch> {
  const { archive, records } = ports;
  const keys = await keysOf(ports, findingId);
  const known = keys.length > 0 ? [...(await records.read(keys)).values()] : [];
  const arns = new Set(
    known.flatMap(({ inFlight, settled }) => [inFlight, settled]).flatMap((end) => end?.executionArn ?? []),
  );
  const executions: ExecutionDetail[] = [];
  for (const arn of arns) {
    const detail = await archive.describe(arn);
    if (detail) executions.push(detail);
  }
  if (executions.length > 0) return { executions, by: "record", searched: 0 };
  return searchInputs(ports, findingId, since, searchedMax);
}

async function keysOf({ findings }: FindingSearchPorts, id: string): Promise<readonly FindingKey[]> {
  const named = await findings.named(id, undefined);
  return named.flatMap((finding) => {
    const productArn = textAt(finding, "ProductArn");
    return productArn === undefined ? [] : [{ productArn, id }];
  });
}

async function searchInputs(
  { archive, searched: tell }: FindingSearchPorts,
  findingId: string,
  since: Instant,
  searchedMax: number,
): Promise<FindingSearch> {
  const executions: ExecutionDetail[] = [];
  let searched = 0;
  for await (const { executionArn } of recent(archive, { since, limit: searchedMax })) {
    const detail = await archive.describe(executionArn);
    searched += 1;
    tell(searched);
    const isIt = detail && groupsIn(detail.input).some(({ findings }) => findings.some(({ id }) => id === findingId));
    if (isIt) executions.push(detail);
  }
  return { executions, by: "inputs", searched };
}

/** Executions that started at or after `since`, the latest first, at most `limit`. */
export async function* recent(
  archive: ExecutionArchive,
  {
    since,
    limit,
    status,
  }: { readonly since: Instant; readonly limit: number; readonly status?: ExecutionListing["status"] },
): AsyncGenerator<ExecutionListing> {
  let given = 0;
  for await (const page of archive.list(status)) {
    for (const listing of page) {
      if (listing.startedAt < since || given === limit) return;
      given += 1;
      yield listing;
    }
    if (given === limit) return;
  }
}
