import { type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { Throttled } from "#domain/errors.ts";
import type { Clock } from "#domain/ports.ts";
import { clock as machineClock } from "./clock.ts";
import { dynamodb } from "./dynamodb-client.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

const waitMsMax = 20_000;
const raceLossesMax = 10;
const keptSeconds = 24 * 60 * 60;

/** Waits for the next free slot of one API's rate. */
export type Pace = () => Promise<void>;

/**
 * A rate that all containers share: `nextSlotAt` of one item in the table moves on by `intervalMs` per call.
 * @param what names the API call, e.g. `securityhub:GetFindings`
 * @returns throws `Throttled` when the queue of slots is longer than 20 s, without taking a slot
 */
export function sharedPace(
  what: string,
  intervalMs: number,
  tableName: string,
  client: DynamoDBClient = dynamodb,
  clock: Clock = machineClock,
): Pace {
  const reserve = async (slot: "free" | "next", now: number): Promise<number | undefined> => {
    const command = new UpdateItemCommand({
      TableName: tableName,
      Key: { pk: { S: `pace#${what}` } },
      ...(slot === "free" ? takeFreeSlot(now, intervalMs) : queueUp(now, intervalMs)),
      ReturnValues: "UPDATED_NEW",
    });
    try {
      const { Attributes } = await sdkCall("dynamodb:UpdateItem", () => client.send(command));
      return Number(Attributes?.["nextSlotAt"]?.N) - intervalMs;
    } catch (error) {
      if (errorName(error) === "ConditionalCheckFailedException") return undefined;
      throw error;
    }
  };
  return async () => {
    for (let losses = 0; losses < raceLossesMax; losses++) {
      const now = clock.now();
      const slotAt = (await reserve("next", now)) ?? (await reserve("free", now));
      if (slotAt !== undefined) return slotAt > now ? clock.sleep(slotAt - now) : undefined;
    }
    throw new Throttled(what);
  };
}

function takeFreeSlot(now: number, intervalMs: number) {
  return {
    UpdateExpression: "SET nextSlotAt = :next, expiration = :expiration",
    ConditionExpression: "attribute_not_exists(pk) OR nextSlotAt <= :now",
    ExpressionAttributeValues: {
      ":now": { N: String(now) },
      ":next": { N: String(now + intervalMs) },
      ":expiration": { N: String(Math.ceil(now / 1_000) + keptSeconds) },
    },
  };
}

function queueUp(now: number, intervalMs: number) {
  return {
    UpdateExpression: "SET nextSlotAt = nextSlotAt + :interval",
    ConditionExpression: "nextSlotAt > :now AND nextSlotAt <= :latest",
    ExpressionAttributeValues: {
      ":now": { N: String(now) },
      ":latest": { N: String(now + waitMsMax) },
      ":interval": { N: String(intervalMs) },
    },
  };
}

/**
 * Two GetFindings calls a second; the account's rate is three, and people and other tools need some.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 */
export function getFindingsPace(tableName: string): Pace {
  return sharedPace("securityhub:GetFindings", 500, tableName);
}
