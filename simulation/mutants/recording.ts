import { lineBug, type Mutant } from "./mutant.ts";

const updates = "adapters/finding-record-update.ts";

/** Bugs of what is remembered, and of putting back what was forgotten. */
export const recordingMutants: readonly Mutant[] = [
  lineBug(
    "record-goes-back",
    "the record of an older version replaces that of a newer one",
    updates,
    '"(attribute_not_exists(settledRank) OR settledRank <= :rank)"',
    '"(attribute_not_exists(settledRank) OR settledRank <= :rank OR settledRank > :rank)"',
  ),
  lineBug(
    "flight-of-another-ends",
    "an execution takes away the mark of another one",
    updates,
    '"((inFlightBy = :by AND inFlightRank = :rank) OR inFlightRank < :rank)"',
    '"(inFlightBy = :by OR inFlightRank <= :rank OR inFlightRank > :rank)"',
  ),
  lineBug(
    "flight-never-ends",
    "a finding that is settled stays marked as in flight",
    updates,
    '"REMOVE inFlight, inFlightSince, inFlightRank, inFlightBy, inFlightVersion, inFlightPrincipals, inFlightFinding"',
    '"REMOVE inFlightNothing"',
  ),
  lineBug(
    "unread-keys-are-unknown",
    "records that the table did not get round to read count as absent",
    "adapters/finding-records-dynamodb.ts",
    "return UnprocessedKeys?.[tableName]?.Keys ?? [];",
    "return UnprocessedKeys?.[tableName]?.Keys?.slice(0, 0) ?? [];",
  ),
  lineBug(
    "stale-records",
    "finding records are read eventually consistent",
    "adapters/finding-records-dynamodb.ts",
    "ConsistentRead: true",
    "ConsistentRead: false",
  ),
  lineBug(
    "refused-messages-are-forgotten",
    "messages of a batch that SQS refused count as sent",
    "adapters/envelope-queue.ts",
    "return messages.filter((_, index) => refused.has(String(index)));",
    "return messages.filter((_, index) => refused.has(`${index}!`));",
  ),
  lineBug(
    "sweep-sends-nothing",
    "the sweep marks what was forgotten and does not send it back",
    "functions/sweep/handler.ts",
    "await intake.send(messages);",
    "void [intake, messages];",
  ),
  lineBug(
    "sweep-marks-before-sending",
    "the sweep takes the mark away before the message is sent",
    "functions/sweep/handler.ts",
    "await intake.send(messages);",
    "await records.endFlight(overdue, executionArn);\n    await intake.send(messages);",
  ),
  lineBug(
    "sweep-disturbs-work",
    "the sweep puts back what an execution still works on",
    "domain/forgotten.ts",
    'return execution?.status === "RUNNING" || execution?.status === "PENDING_REDRIVE";',
    'return execution?.status === "PENDING_REDRIVE";',
  ),
  lineBug(
    "sweep-believes-success",
    "the sweep takes it that an execution that succeeded has parked all it left",
    "domain/forgotten.ts",
    "return output.success && output.data.left === 0;",
    "return output.success || output.error !== undefined;",
  ),
  lineBug(
    "sweep-forgets-the-others",
    "the sweep puts back one finding of an execution that failed",
    "domain/forgotten.ts",
    "...joined].filter(isOwed);",
    "...joined].filter(isOwed).slice(0, 1);",
  ),
  lineBug(
    "aborted-work-is-settled",
    "what an execution left behind counts as settled when anything is remembered of it",
    "domain/finding-record.ts",
    "if (!reaches(settled, finding)) return true;",
    "if (settled === undefined) return true;",
  ),
];
