import type { UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import type { SlimFinding } from "#domain/contract.ts";
import type { InFlight, Settlement } from "#domain/finding-record.ts";
import type { Instant } from "#domain/instant.ts";
import { versionRank } from "./finding-record-item.ts";

type Update = Omit<UpdateCommandInput, "TableName" | "Key">;

const keptMs = 100 * 24 * 60 * 60 * 1_000;
const endFlight =
  "REMOVE inFlight, inFlightSince, inFlightRank, inFlightBy, inFlightVersion, inFlightPrincipals, inFlightFinding";
const settle =
  "SET productArn = :productArn, id = :id, expiration = :expiration, settled = :settled, settledRank = :rank, settledBy = :by";
const isNewestSettled = "(attribute_not_exists(settledRank) OR settledRank <= :rank)";
const flightIsOver = "((inFlightBy = :by AND inFlightRank = :rank) OR inFlightRank < :rank)";

/** Marks a version as on its way, unless a newer one is or the execution has settled it already (it can be that fast). */
export function beginUpdate(
  finding: SlimFinding,
  { executionArn, since }: Pick<InFlight, "executionArn" | "since">,
  now: Instant,
  how: "started" | "joined" = "started",
): Update {
  const isJoined = how === "joined";
  return {
    UpdateExpression:
      "SET productArn = :productArn, id = :id, expiration = :expiration, inFlight = :yes, inFlightSince = :since, " +
      "inFlightRank = :rank, inFlightBy = :by, inFlightVersion = :version, inFlightPrincipals = :principals" +
      (isJoined ? ", inFlightFinding = :finding" : " REMOVE inFlightFinding"),
    ConditionExpression:
      "(attribute_not_exists(inFlightRank) OR inFlightRank <= :rank) AND (attribute_not_exists(settledBy) OR settledBy <> :by OR settledRank < :rank)",
    ExpressionAttributeValues: {
      ...commonValues(finding, now),
      ":yes": "yes",
      ":since": since,
      ":rank": versionRank(finding.version),
      ":by": executionArn,
      ":version": finding.version,
      ":principals": finding.principals.map(({ identity }) => identity),
      ...(isJoined && { ":finding": JSON.stringify(finding) }),
    },
  };
}

/** The usual end: the newest version is settled by the execution that had it. */
export function settleAndEndFlightUpdate(settlement: Settlement, now: Instant): Update {
  return {
    UpdateExpression: `${settle} ${endFlight}`,
    ConditionExpression: `${isNewestSettled} AND (attribute_not_exists(inFlightBy) OR ${flightIsOver})`,
    ExpressionAttributeValues: settleValues(settlement, now),
  };
}

/** Another execution has taken the finding on: its mark stays. */
export function settleUpdate(settlement: Settlement, now: Instant): Update {
  return {
    UpdateExpression: settle,
    ConditionExpression: isNewestSettled,
    ExpressionAttributeValues: settleValues(settlement, now),
  };
}

/** A newer version is settled, or the execution is over: all that is left to do is to take the mark away. */
export function endFlightUpdate({ version, executionArn }: Pick<Settlement, "version" | "executionArn">): Update {
  return {
    UpdateExpression: endFlight,
    ConditionExpression: flightIsOver,
    ExpressionAttributeValues: { ":by": executionArn, ":rank": versionRank(version) },
  };
}

function settleValues({ productArn, id, ...settled }: Settlement, now: Instant) {
  return {
    ...commonValues({ productArn, id }, now),
    ":settled": { ...settled, settledAt: now },
    ":rank": versionRank(settled.version),
    ":by": settled.executionArn,
  };
}

function commonValues({ productArn, id }: { productArn: string; id: string }, now: Instant) {
  return { ":productArn": productArn, ":id": id, ":expiration": Math.ceil((now + keptMs) / 1_000) };
}
