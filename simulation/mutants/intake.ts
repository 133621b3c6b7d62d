import { lineBug, type Mutant } from "./mutant.ts";

const [records, intake, troubles] = ["domain/finding-record.ts", "domain/intake.ts", "functions/ingest/troubles.ts"];
const [reading, parking, starting] = ["reading", "parking", "starting"].map(
  (file) => `functions/ingest/${file}.ts`,
) as [string, string, string];

/** Bugs of the way from the queue to the executions. */
export const intakeMutants: readonly Mutant[] = [
  lineBug(
    "replay-is-skipped",
    "what an operator replays or asks for is skipped like any duplicate",
    records,
    "if (record === undefined || finding.requested) return undefined;",
    "if (record === undefined) return undefined;",
  ),
  lineBug(
    "parked-counts-as-covered",
    "a later version of a finding that was parked is skipped as if it had been enriched",
    records,
    'settled.outcome === "parked" || !names(settled, finding)',
    "!names(settled, finding)",
  ),
  lineBug(
    "coverage-forgets-principals",
    "a version that names another principal is skipped because an earlier one was enriched",
    records,
    'settled.outcome === "parked" || !names(settled, finding)) return false;',
    'settled.outcome === "parked") return false;',
  ),
  lineBug(
    "same-version-is-newer",
    "a version that comes again counts as a newer one",
    records,
    "(aAt ?? -1) > (bAt ?? -1)",
    "(aAt ?? -1) >= (bAt ?? -1)",
  ),
  lineBug(
    "any-version-in-flight-will-do",
    "a newer version is skipped while an execution works on an older one",
    records,
    "if (reaches(record.inFlight, finding) && names(record.inFlight, finding)) return",
    "if (record.inFlight && names(record.inFlight, finding)) return",
  ),
  lineBug(
    "first-group-only",
    "of what a failed execution left behind only its first group is put back",
    "domain/left-behind.ts",
    "input.data.groups.flatMap(({ findings }) => findings)",
    "input.data.groups.slice(0, 1).flatMap(({ findings }) => findings)",
  ),
  lineBug(
    "given-up-stays-in-flight",
    "a finding that is given up stays marked as in flight for ever",
    intake,
    "if (inFlight?.version !== version) return [];",
    "if (inFlight?.version !== undefined) return [];",
  ),
  lineBug(
    "never-exhausted",
    "a finding may be replayed without end",
    "domain/parking.ts",
    "return finding.attempt > maxAttempts;",
    "return finding.attempt > maxAttempts + Number.MAX_SAFE_INTEGER;",
  ),
  lineBug(
    "failure-is-acknowledged",
    "a message whose work failed is deleted all the same",
    troubles,
    "for (const messageId of messageIds) if (!this.has(messageId)) this.set(messageId, reason);",
    "void [messageIds, reason];",
  ),
  lineBug(
    "item-failures-are-forgotten",
    "the answer to the poller names no failed message",
    "adapters/sqs.ts",
    "if (failure) throw failure;",
    "void failure;",
  ),
  lineBug(
    "rejected-is-dropped",
    "a message that cannot be read is deleted and kept nowhere",
    parking,
    "await deadLetters.send([parked]);",
    "void [deadLetters, parked];",
  ),
  lineBug(
    "bad-message-fails-batch",
    "one message that cannot be read fails its whole batch",
    reading,
    'if (reading.kind === "rejected") brought.rejected.push(rejected(message, reading.rejection));',
    'if (reading.kind === "rejected") throw new Error(reading.rejection.message);',
  ),
  lineBug(
    "first-finding-only",
    "of an event with several findings only the first is taken",
    reading,
    "for (const finding of reading.findings) {",
    "for (const finding of reading.findings.slice(0, 1)) {",
  ),
  lineBug(
    "not-marked-in-flight",
    "findings that are started are not marked as on their way",
    starting,
    "await records.begin(order.findings, { executionArn, since: clock.now() });",
    "void [records, clock];",
  ),
  lineBug(
    "acknowledged-before-start",
    "messages are acknowledged although their execution may not have started",
    starting,
    "const started = await concurrently(orders, startsAtOnceMax, (order) =>\n    troubles.contain(order.messageIds, () => start(ports, order)),",
    "const started = await concurrently(orders, startsAtOnceMax, (order) =>\n    troubles.contain([], () => start(ports, order)),",
  ),
  lineBug(
    "name-without-messages",
    "the execution's name follows from its place in the batch alone, so that others have it too",
    "domain/key.ts",
    "JSON.stringify([messageIds.toSorted(), chunkNumber])",
    "JSON.stringify([messageIds.length, chunkNumber])",
  ),
  lineBug(
    "any-namesake-is-ours",
    "an execution of the same name counts as started, whatever its input and its end",
    "adapters/step-functions.ts",
    'const same = existing.input === input && (existing.status === "RUNNING" || existing.status === "SUCCEEDED");',
    "const same = existing.input !== input || existing.input === input;",
  ),
  lineBug(
    "group-by-one-principal",
    "findings with one principal in common are investigated for the first finding's principals alone",
    "domain/grouping.ts",
    "[...identities].sort()]",
    "[...identities].sort()[0]]",
  ),
  lineBug(
    "key-without-product",
    "findings of two products with the same id are one",
    "domain/key.ts",
    "const text = JSON.stringify([key.productArn, key.id]);",
    "const text = JSON.stringify([key.id]);",
  ),
];
