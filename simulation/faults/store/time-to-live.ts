import { isRecord, memberOf } from "#local/services/request/record.ts";
import type { Request } from "../../wire.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { placeOf } from "../request-fault.ts";
import { isAboutItem } from "./table-item.ts";

const minuteMs = 60_000;
const aliveMinutesMax = 10;
const isKept = isAboutItem("claim#", "UpdateItem");

/** Claims that are kept for minutes in place of days: what a seed would else have to wait a week for. */
function shortLived({ chance, intensity, strike, cloud }: Stage, over: (endsAtMs: number) => void) {
  return {
    request(request: Request) {
      if (!isKept(request)) return undefined;
      const happens = chance.happens(intensity);
      const aliveMs = chance.integer(0, aliveMinutesMax) * minuteMs;
      if (!happens || !strike(placeOf(request))) return undefined;
      const endsAtMs = cloud().clock.now() + aliveMs;
      over(endsAtMs);
      return { input: expiringAt(request.input, Math.floor(endsAtMs / 1_000)) };
    },
  };
}

function expiringAt(input: unknown, seconds: number): unknown {
  const values = memberOf(input, "ExpressionAttributeValues");
  if (!isRecord(input) || !isRecord(values)) return input;
  return { ...input, ExpressionAttributeValues: { ...values, ":expiry": { N: String(seconds) } } };
}

const claimsOutlived: FaultKind = {
  name: "claims-outlived",
  row: 34,
  what: "the time to live of a claim is over and its item is still there",
  arm: (stage) => ({ hooks: shortLived(stage, () => undefined) }),
};

const claimsDeleted: FaultKind = {
  name: "claims-deleted",
  row: 34,
  what: "the time to live of a claim is over and its item is deleted, at once or minutes later",
  arm: (stage) => {
    const { chance, cloud } = stage;
    return {
      hooks: shortLived(stage, (endsAtMs) => {
        const { clock, table } = cloud();
        const lateMs = chance.integer(1, 5 * minuteMs);
        clock.at(endsAtMs + lateMs, () => void table.expire("expiration", clock.now() / 1_000));
      }),
    };
  },
};

export const timeToLiveFaults: readonly FaultKind[] = [claimsOutlived, claimsDeleted];
