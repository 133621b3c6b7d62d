import { namesPrincipalType } from "#domain/existing-finding.ts";
import { type FindingRecord, skipReason } from "#domain/finding-record.ts";
import { type FindingRequest, importedRequest, slimOf } from "#domain/finding-request.ts";
import { type JsonObject, textAt } from "#domain/json.ts";
import { findingKeyText } from "#domain/key.ts";
import type { BareMessage } from "#domain/parking.ts";
import type { Clock, FindingRecords } from "#domain/ports.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { patiently } from "./patiently.ts";
import type { Standing } from "./tally.ts";

export interface JudgingPorts {
  readonly records: Pick<FindingRecords, "read">;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** A finding with what becomes of it; `message` where it is to be queued. */
export interface Judged {
  readonly raw: JsonObject;
  readonly standing: Standing;
  readonly message?: BareMessage;
}

/** Decides for each finding of a page what becomes of it, by what is remembered of it. */
export async function judge(
  { records, clock, newId }: JudgingPorts,
  checkpoint: Checkpoint,
  page: readonly JsonObject[],
): Promise<readonly Judged[]> {
  const { accountId, region } = checkpoint.selection;
  const at = clock.now();
  const requests = page.map((raw) => ({
    raw,
    request: importedRequest(raw, { accountId, region, at, eventId: newId() }),
  }));
  const keys = requests.flatMap(({ request }) => (request.kind === "readable" ? [request.finding] : []));
  const known = await patiently(() => records.read(keys), clock);
  return requests.map(({ raw, request }) => {
    const standing = standingOf(raw, request, checkpoint, known);
    const queued = standing.kind === "queued" && request.kind === "readable";
    return { raw, standing, ...(queued && { message: request.message }) };
  });
}

function standingOf(
  raw: JsonObject,
  request: FindingRequest,
  { pass, selection }: Checkpoint,
  known: ReadonlyMap<string, FindingRecord>,
): Standing {
  if (pass === "attack-sequences" && namesPrincipalType(raw)) return { kind: "left", reason: "first-pass" };
  if (request.kind === "unreadable") return { kind: "failed", message: request.rejection.message };
  const { finding } = request;
  const { regionMatch } = selection;
  if (regionMatch !== undefined && !new RegExp(regionMatch).test(finding.region)) {
    return { kind: "left", reason: "other-region" };
  }
  if (finding.sample) return { kind: "left", reason: "sample" };
  const reason = skipReason(known.get(findingKeyText(finding)), slimOf(finding));
  if (reason !== undefined) return { kind: "left", reason };
  return { kind: "queued", finding, product: textAt(raw, "ProductName") ?? finding.productArn };
}
