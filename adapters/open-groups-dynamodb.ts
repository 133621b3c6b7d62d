import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { concurrently } from "#domain/concurrently.ts";
import { SlimFinding } from "#domain/contract.ts";
import type { OpenGroup } from "#domain/open-group.ts";
import type { Clock, OpenGroups } from "#domain/ports.ts";
import { clock as machineClock } from "./clock.ts";
import { dynamodb } from "./dynamodb-client.ts";
import { batches, sendAll } from "./partial-send.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

const keysPerRead = 100; // BatchGetItem's limit
const updatesAtOnceMax = 25;
// As many as one update of Security Hub takes.
const joinedMax = 100;
// An opening that was announced and comes to nothing holds others up no longer.
const announcedMs = 15_000;
// A redriven execution wants its findings again: 14 days, and then some.
const keptMs = 20 * 24 * 60 * 60 * 1_000;

interface GroupItem {
  readonly pk: string;
  /** Absent when the first group of the key is announced. */
  readonly executionArn?: string;
  readonly openedAt: number;
  readonly firstActivityAt: number;
}

/**
 * Groups on their way: `pk` = `group#<key>` names the newest of a key; `joined#<key>#<execution>` lists who joined it, until it is
 * `closed`. The list is the execution's own: a newer group takes nothing away from it.
 */
export function openGroupsAdapter(
  tableName: string,
  client = DynamoDBDocumentClient.from(dynamodb),
  clock: Clock = machineClock,
): OpenGroups {
  const expiration = () => Math.ceil((clock.now() + keptMs) / 1_000);
  const update = (pk: string, UpdateExpression: string, values: object, more: object = {}) => {
    const ExpressionAttributeValues = { ...values, ":expiration": expiration() };
    const input = { TableName: tableName, Key: { pk }, UpdateExpression, ExpressionAttributeValues, ...more };
    return sdkCall("dynamodb:UpdateItem", () => client.send(new UpdateCommand(input)));
  };

  return {
    async find(keys) {
      const found = new Map<string, OpenGroup>();
      const send = async (wanted: readonly Record<string, unknown>[]) => {
        const RequestItems = { [tableName]: { Keys: [...wanted], ConsistentRead: true } };
        const command = new BatchGetCommand({ RequestItems });
        const { Responses, UnprocessedKeys } = await sdkCall("dynamodb:BatchGetItem", () => client.send(command));
        for (const { pk, executionArn, openedAt, firstActivityAt } of (Responses?.[tableName] ?? []) as GroupItem[]) {
          const key = pk.slice("group#".length);
          if (executionArn !== undefined) found.set(key, { key, executionArn, openedAt, firstActivityAt });
        }
        return UnprocessedKeys?.[tableName]?.Keys ?? [];
      };
      const asked = [...new Set(keys)].map((key) => ({ pk: `group#${key}` }));
      for (const some of batches(asked, keysPerRead, Number.POSITIVE_INFINITY, () => 0)) {
        await sendAll("dynamodb:BatchGetItem", some, clock, send);
      }
      return found;
    },
    async open(groups) {
      await concurrently(groups, updatesAtOnceMax, ({ key, executionArn, openedAt, firstActivityAt }) =>
        update(
          `group#${key}`,
          "SET executionArn = :execution, openedAt = :opened, firstActivityAt = :first, expiration = :expiration REMOVE announcedAt",
          { ":execution": executionArn, ":opened": openedAt, ":first": firstActivityAt },
        ),
      );
    },
    async announce(key, known) {
      const now = clock.now();
      const values = { ":now": now, ":stale": now - announcedMs, ...(known && { ":known": known.executionArn }) };
      const isNewest = known ? "executionArn = :known" : "attribute_not_exists(executionArn)";
      const ConditionExpression = `${isNewest} AND (attribute_not_exists(announcedAt) OR announcedAt < :stale)`;
      try {
        await update(`group#${key}`, "SET announcedAt = :now, expiration = :expiration", values, {
          ConditionExpression,
        });
        return true;
      } catch (error) {
        if (errorName(error) === "ConditionalCheckFailedException") return false;
        throw error;
      }
    },
    async joined(key, executionArn) {
      const command = new GetCommand({
        TableName: tableName,
        Key: { pk: joinedKey(key, executionArn) },
        ProjectionExpression: "findings",
      });
      const { Item } = await sdkCall("dynamodb:GetItem", () => client.send(command));
      return Item?.["findings"]?.length ?? 0;
    },
    async add({ key, executionArn }, findings) {
      const expression = "SET findings = list_append(if_not_exists(findings, :none), :more), expiration = :expiration";
      const values = { ":none": [], ":more": findings.map((finding) => JSON.stringify(finding)) };
      const room = joinedMax - findings.length;
      if (room < 0) return false;
      const stillOpen = "attribute_not_exists(closed) AND (attribute_not_exists(findings) OR size(findings) <= :room)";
      try {
        await update(
          joinedKey(key, executionArn),
          expression,
          { ...values, ":room": room },
          { ConditionExpression: stillOpen },
        );
        return true;
      } catch (error) {
        // Over 400 KB it is no longer a valid item: full, whatever their number.
        if (errorName(error) === "ConditionalCheckFailedException" || errorName(error) === "ValidationException")
          return false;
        throw error;
      }
    },
    async close(key, executionArn) {
      const { Attributes } = await update(
        joinedKey(key, executionArn),
        "SET closed = :yes, expiration = :expiration ADD closings :one",
        { ":yes": true, ":one": 1 },
        { ReturnValues: "ALL_NEW" },
      );
      const findings: readonly string[] = Attributes?.["findings"] ?? [];
      return {
        findings: findings.map((text) => SlimFinding.parse(JSON.parse(text))),
        wasClosed: Number(Attributes?.["closings"]) > 1,
      };
    },
  };
}

function joinedKey(key: string, executionArn: string): string {
  return `joined#${key}#${executionArn}`;
}
