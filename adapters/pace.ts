import { type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { Throttled } from "#domain/errors.ts";
import type { Clock } from "#domain/ports.ts";
import { clock as machineClock } from "./clock.ts";
import { dynamodb } from "./dynamodb-client.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

// What a function can wait: beyond that the state machine waits.
const waitMsMax = 20_000;
const patientMsMax = 60 * 60 * 1_000;
const raceLossesMax = 3;
const keptSeconds = 24 * 60 * 60;
const [getFindings, getFindingsMs] = ["securityhub:GetFindings", 360];

/**
 * Waits for the next free slot of one API's rate and takes it, with those of the `calls` to come right after it: whoever
 * needs several waits once and is never turned away halfway.
 */
export type Pace = (calls: number) => Promise<void>;

/**
 * A rate that all containers share: `nextSlotAt` of one item in the table moves on by `intervalMs` per call.
 * @param what names the API call, e.g. `securityhub:GetFindings`
 * @param longestMs beyond it the queue of slots is too long for the caller
 * @returns throws `Throttled` when the queue of slots is too long, without taking a slot
 */
export function sharedPace(
  what: string,
  intervalMs: number,
  tableName: string,
  client: DynamoDBClient = dynamodb,
  clock: Clock = machineClock,
  longestMs = waitMsMax,
): Pace {
  const reserve = async (slot: "free" | "next", now: number, takenMs: number): Promise<number | undefined> => {
    const command = new UpdateItemCommand({
      TableName: tableName,
      Key: { pk: { S: `pace#${what}` } },
      ...(slot === "free" ? takeFreeSlot(now, takenMs) : queueUp(now, takenMs, longestMs)),
      ReturnValues: "UPDATED_NEW",
    });
    try {
      const { Attributes } = await sdkCall("dynamodb:UpdateItem", () => client.send(command));
      return Number(Attributes?.["nextSlotAt"]?.N) - takenMs;
    } catch (error) {
      if (errorName(error) === "ConditionalCheckFailedException") return undefined;
      throw error;
    }
  };
  return async (calls) => {
    const takenMs = calls * intervalMs;
    for (let losses = 0; losses < raceLossesMax; losses++) {
      const now = clock.now();
      const slotAt = (await reserve("next", now, takenMs)) ?? (await reserve("free", now, takenMs));
      if (slotAt === undefined) continue;
      const waitMs = slotAt - clock.now();
      return waitMs > 0 ? clock.sleep(waitMs) : undefined;
    }
    throw new Throttled(what);
  };
}

function takeFreeSlot(now: number, takenMs: number) {
  return {
    UpdateExpression: "SET nextSlotAt = :next, expiration = :expiration",
    ConditionExpression: "attribute_not_exists(pk) OR nextSlotAt <= :now",
    ExpressionAttributeValues: {
      ":now": { N: String(now) },
      ":next": { N: String(now + takenMs) },
      ":expiration": { N: String(Math.ceil(now / 1_000) + keptSeconds) },
    },
  };
}

function queueUp(now: number, takenMs: number, longestMs: number) {
  return {
    UpdateExpression: "SET nextSlotAt = nextSlotAt + :taken",
    ConditionExpression: "nextSlotAt > :now AND nextSlotAt <= :latest",
    ExpressionAttributeValues: {
      ":now": { N: String(now) },
      ":latest": { N: String(now + longestMs) },
      ":taken": { N: String(takenMs) },
    },
  };
}

/**
 * 2.8 GetFindings calls a second, each of up to 20 findings: the account's rate is three, with six at once for people and other tools.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 */
export function getFindingsPace(tableName: string, client?: DynamoDBClient, clock?: Clock): Pace {
  return sharedPace(getFindings, getFindingsMs, tableName, client, clock);
}

/** The same slots for work that nobody waits for, on a person's machine: it queues up for as long as an hour. */
export function patientGetFindingsPace(tableName: string, client: DynamoDBClient, clock?: Clock): Pace {
  return sharedPace(getFindings, getFindingsMs, tableName, client, clock, patientMsMax);
}
