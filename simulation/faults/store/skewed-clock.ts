import { isRecord, type JsonRecord, memberOf } from "#local/services/request/record.ts";
import type { Fate, Request } from "../../wire.ts";
import type { FaultKind } from "../fault-kind.ts";
import { placeOf } from "../request-fault.ts";
import { isAboutItem } from "./table-item.ts";

const minuteMs = 60_000;
const skewMsMax = 15 * minuteMs;

const clockSkewed: FaultKind = {
  name: "clock-skewed",
  row: 36,
  what: "the clock of a new sandbox is up to a quarter of an hour ahead or behind",
  arm: ({ chance, intensity, strike, endsAtMs }) => ({
    hooks: {
      invocation(functionName) {
        const happens = chance.happens(intensity);
        const skewMs = chance.integer(-skewMsMax, skewMsMax);
        return happens && strike(`lambda:${functionName}`) ? { cold: true, skewMs } : undefined;
      },
      request: (request) => asItsClockSays(request, endsAtMs),
    },
  }),
};

const clockJumps: FaultKind = {
  name: "clock-jumps",
  row: 36,
  what: "the clock of a sandbox jumps while it works, back or ahead: a correction, or a leap second",
  arm: ({ chance, intensity, strike, endsAtMs }) => ({
    hooks: {
      request(request) {
        const happens = chance.happens(intensity / 4);
        const skewMs = chance.pick([-1_000, 1_000, chance.integer(-skewMsMax, skewMsMax)]);
        if (happens && strike(placeOf(request))) request.sandbox.skewMs = skewMs;
        return asItsClockSays(request, endsAtMs);
      },
    },
  }),
};

/** Claims carry the time of the library that keeps them, which asks the machine: it is shifted on its way. Clocks go right again when faults stop. */
function asItsClockSays(request: Request, endsAtMs: number): Partial<Fate> | undefined {
  const { sandbox, input } = request;
  if (sandbox.clock.now() >= endsAtMs) sandbox.skewMs = 0;
  if (sandbox.skewMs === 0 || !isAboutItem("claim#")(request) || !isRecord(input)) return undefined;
  return { input: shifted(input, sandbox.skewMs) };
}

const perUnit: ReadonlyMap<string, number> = new Map([
  [":now", 1 / 1_000],
  [":now_in_millis", 1],
  [":expiry", 1 / 1_000],
  ["expiration", 1 / 1_000],
  ["in_progress_expiration", 1],
]);

function shifted(input: JsonRecord, skewMs: number): JsonRecord {
  const moved = (values: unknown) =>
    Object.fromEntries(
      Object.entries(isRecord(values) ? values : {}).map(([name, value]) => [name, later(name, value, skewMs)]),
    );
  return {
    ...input,
    ...("Item" in input && { Item: moved(input["Item"]) }),
    ...("ExpressionAttributeValues" in input && {
      ExpressionAttributeValues: moved(input["ExpressionAttributeValues"]),
    }),
  };
}

function later(name: string, value: unknown, skewMs: number): unknown {
  const unit = perUnit.get(name);
  if (unit === undefined) return value;
  const at = Number(memberOf(value, "N")) + skewMs * unit;
  return { N: String(unit === 1 ? Math.round(at) : at) };
}

export const skewedClockFaults: readonly FaultKind[] = [clockSkewed, clockJumps];
