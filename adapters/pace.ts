import { type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { Throttled } from "#domain/errors.ts";
import type { Clock } from "#domain/ports.ts";
import { readIntervalMs, type Slots } from "#domain/turn.ts";
import { clock as machineClock } from "./clock.ts";
import { dynamodb } from "./dynamodb-client.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

// Who takes the last slot after hours of throttled starts still ends before its execution does, after twelve hours.
const queueMsMax = 5 * 60 * 60 * 1_000;
const sleepMsMax = 20_000;
const raceLossesMax = 3;
const keptSeconds = 24 * 60 * 60;

/** Takes the slots of so many calls and waits for the first of them. */
export type Pace = (calls: number) => Promise<void>;

/**
 * The slots of a rate that all share: `nextSlotAt` of one item in the table moves on by `intervalMs` per call.
 * @param what names the API call, e.g. `securityhub:GetFindings`
 */
export function sharedSlots(
  what: string,
  intervalMs: number,
  tableName: string,
  client: DynamoDBClient = dynamodb,
  clock: Clock = machineClock,
): Slots {
  const take = async (slot: "free" | "next", now: number, takenMs: number): Promise<number | undefined> => {
    const command = new UpdateItemCommand({
      TableName: tableName,
      Key: { pk: { S: `pace#${what}` } },
      ...(slot === "free" ? takeFree(now, takenMs) : queueUp(now, takenMs)),
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
  return {
    async reserve(calls) {
      const takenMs = calls * intervalMs;
      for (let losses = 0; losses < raceLossesMax; losses++) {
        const now = clock.now();
        const slotAt = (await take("next", now, takenMs)) ?? (await take("free", now, takenMs));
        if (slotAt !== undefined) return slotAt;
      }
      throw new Throttled(what);
    },
  };
}

function takeFree(now: number, takenMs: number) {
  return {
    UpdateExpression: "SET nextSlotAt = :next, expiration = :expiration",
    ConditionExpression: "attribute_not_exists(pk) OR nextSlotAt <= :now",
    ExpressionAttributeValues: {
      ":now": { N: String(now) },
      ":next": { N: String(now + takenMs) },
      ":expiration": expirationAfter(now),
    },
  };
}

function queueUp(now: number, takenMs: number) {
  return {
    UpdateExpression: "SET nextSlotAt = nextSlotAt + :taken, expiration = :expiration",
    ConditionExpression: "nextSlotAt > :now AND nextSlotAt <= :latest",
    ExpressionAttributeValues: {
      ":now": { N: String(now) },
      ":latest": { N: String(now + queueMsMax) },
      ":taken": { N: String(takenMs) },
      ":expiration": expirationAfter(now),
    },
  };
}

function expirationAfter(now: number) {
  return { N: String(Math.ceil(now / 1_000) + keptSeconds) };
}

/**
 * 2.8 GetFindings calls a second, each of up to 20 findings: the account's rate is three, with six at once for people and other tools.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 */
export function getFindingsSlots(tableName: string, client?: DynamoDBClient, clock?: Clock): Slots {
  return sharedSlots("securityhub:GetFindings", readIntervalMs, tableName, client, clock);
}

/**
 * For calls that nobody could reserve a slot for before: more findings, a retry. A function cannot wait longer than 20 s: when
 * the queue of slots is longer it calls at once, and the queue has moved on by its calls all the same, if it takes any more. A
 * queue that nobody can join, a clock that was hours ahead for example, holds up nobody: the service itself throttles then.
 */
export function briefPace(slots: Slots, clock: Clock = machineClock): Pace {
  return async (calls) => {
    const slotAt = await slots.reserve(calls).catch((error: unknown) => {
      if (error instanceof Throttled) return undefined;
      throw error;
    });
    const waitMs = slotAt === undefined ? 0 : slotAt - clock.now();
    if (waitMs > 0 && waitMs <= sleepMsMax) await clock.sleep(waitMs);
  };
}

/** For work that nobody waits for: it waits for its slot, however long the queue is. */
export function patientPace(slots: Slots, clock: Clock = machineClock): Pace {
  return async (calls) => {
    const waitMs = (await slots.reserve(calls)) - clock.now();
    if (waitMs > 0) await clock.sleep(waitMs);
  };
}
