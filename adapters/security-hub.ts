import {
  type AwsSecurityFinding,
  type AwsSecurityFindingFilters,
  type AwsSecurityFindingIdentifier,
  BatchUpdateFindingsCommand,
  type BatchUpdateFindingsResponse,
  GetFindingsCommand,
  SecurityHubClient,
  type StringFilter,
} from "@aws-sdk/client-securityhub";
import type { FindingUpdate, StoredFinding, UpdateRefusal } from "#domain/enrichment.ts";
import { type FindingKey, findingKeyText } from "#domain/key.ts";
import type { SecurityHub } from "#domain/ports.ts";
import { findingsPerRead, readsFor } from "#domain/turn.ts";
import { clientDefaults } from "./client-defaults.ts";
import type { Pace } from "./pace.ts";
import { allPages } from "./pages.ts";
import { batches } from "./partial-send.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

const pageSize = 100;

/** @param pace kept before every GetFindings call that has no turn yet: its rate is 3 a second for the whole account */
export function securityHubAdapter(pace: Pace, client = new SecurityHubClient(clientDefaults)): SecurityHub {
  const find = async (keys: readonly FindingKey[]): Promise<readonly AwsSecurityFinding[]> => {
    const { items } = await allPages(async (NextToken) => {
      // The slot of a first page is taken before, with those of all calls.
      if (NextToken !== undefined) await pace(1);
      const command = new GetFindingsCommand({ Filters: filtersFor(keys), MaxResults: pageSize, NextToken });
      const answer = await sdkCall("securityhub:GetFindings", () => client.send(command));
      return { items: answer.Findings ?? [], next: answer.NextToken };
    });
    return items;
  };

  const update = async (change: FindingUpdate): Promise<readonly UpdateRefusal[]> => {
    const { keys, note, userDefinedFields } = change;
    const command = new BatchUpdateFindingsCommand({
      FindingIdentifiers: keys.map(({ id, productArn }) => ({ Id: id, ProductArn: productArn })),
      ...(note && { Note: { Text: note.text, UpdatedBy: note.updatedBy } }),
      UserDefinedFields: { ...userDefinedFields },
    });
    try {
      const answer = await sdkCall("securityhub:BatchUpdateFindings", () => client.send(command));
      return refusalsOf(keys, answer);
    } catch (error) {
      if (errorName(error) !== "InvalidInputException") throw error;
      return keys.length > 1 ? oneByOne(change) : keys.map((key) => invalid(key, error));
    }
  };

  // A call is refused as a whole for one bad finding: the others must not suffer.
  const oneByOne = async (change: FindingUpdate) => {
    const refusals: UpdateRefusal[] = [];
    for (const key of change.keys) refusals.push(...(await update({ ...change, keys: [key] })));
    return refusals;
  };

  return {
    async awaitTurn(findings) {
      const calls = readsFor(findings);
      if (calls > 0) await pace(calls);
      return calls;
    },
    async read(keys, turns = 0) {
      const wanted = new Map(keys.map((key) => [findingKeyText(key), key]));
      const found = new Map<string, StoredFinding>();
      const calls = batches([...wanted.values()], findingsPerRead, Number.POSITIVE_INFINITY, () => 0);
      if (calls.length > turns) await pace(calls.length - turns);
      for (const some of calls) {
        for (const finding of (await find(some)).map(storedOf)) {
          // The filters match any of the ids with any of the products.
          if (wanted.has(findingKeyText(finding))) found.set(findingKeyText(finding), finding);
        }
      }
      return found;
    },
    async write(updates) {
      const refusals: UpdateRefusal[] = [];
      for (const change of updates) refusals.push(...(await update(change)));
      return refusals;
    },
  };
}

/** What the answer does not tell to be processed was not written, whether it tells why or not. */
function refusalsOf(keys: readonly FindingKey[], answer: BatchUpdateFindingsResponse): readonly UpdateRefusal[] {
  const { ProcessedFindings = [], UnprocessedFindings = [] } = answer;
  const keyOf = (identifier: AwsSecurityFindingIdentifier | undefined) =>
    findingKeyText({ id: identifier?.Id ?? "", productArn: identifier?.ProductArn ?? "" });
  const processed = new Set(ProcessedFindings.map(keyOf));
  const reasons = new Map(UnprocessedFindings.map((one) => [keyOf(one.FindingIdentifier), one]));
  return keys.flatMap((key) => {
    const { ErrorCode: code, ErrorMessage: message = "" } = reasons.get(findingKeyText(key)) ?? {};
    if (code === undefined && processed.has(findingKeyText(key))) return [];
    return [{ key, code: code ?? "InternalFailure", message }];
  });
}

function filtersFor(keys: readonly FindingKey[]): AwsSecurityFindingFilters {
  const equals = (Value: string): StringFilter => ({ Value, Comparison: "EQUALS" });
  const distinct = (texts: readonly string[]) => [...new Set(texts)].map(equals);
  return { Id: distinct(keys.map(({ id }) => id)), ProductArn: distinct(keys.map(({ productArn }) => productArn)) };
}

function storedOf(raw: AwsSecurityFinding): StoredFinding {
  const { Id = "", ProductArn = "", UpdatedAt = "", Note, UserDefinedFields = {} } = raw;
  const note = Note?.Text !== undefined && { note: { text: Note.Text, updatedBy: Note.UpdatedBy ?? "" } };
  return { id: Id, productArn: ProductArn, version: UpdatedAt, userDefinedFields: UserDefinedFields, ...note, raw };
}

function invalid(key: FindingKey, error: unknown): UpdateRefusal {
  return { key, code: "InvalidInput", message: error instanceof Error ? error.message : "" };
}
