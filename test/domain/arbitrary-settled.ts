import fc from "fast-check";
import { NotInvestigableReason, type PrincipalSettled, SeverityLabel, type SlimFinding } from "#domain/contract.ts";
import type { StoredFinding } from "#domain/enrichment.ts";
import { ownFieldNames } from "#domain/fields.ts";
import {
  aFailedPrincipal,
  anEvidence,
  anUnknownPrincipal,
  aSettledPrincipal,
  aStoredFinding,
} from "#test/builders/investigation.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";
import { treacherousText } from "#test/hostile/corpus.ts";

const nonEmpty = treacherousText.filter((text) => text !== "");
// Names that IAM allows are told as they are; these it does not.
const impossibleNames = nonEmpty.filter((text) => /[^\w+=,.@/-]/.test(text));
const severities = fc.constantFrom(...SeverityLabel.options);
const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) });

const evidences = fc
  .record({
    facts: fc.array(fc.oneof(treacherousText, fc.constant("… +3 more")), { maxLength: 6 }),
    tactics: fc.array(treacherousText, { maxLength: 4 }),
    complete: fc.boolean(),
  })
  .map(anEvidence);

/** Principals of one finding with how each of them ended; names and errors are as hostile as they come. */
const ends: fc.Arbitrary<PrincipalSettled> = fc
  .tuple(fc.oneof(impossibleNames, fc.constantFrom("deploy", "alice", "=cmd")), fc.constantFrom("role", "user"))
  .map(([name, type]) => ({
    identity: `aws/111122223333/${type}/${name}`,
    arn: `arn:aws:iam::111122223333:${type}/${name}`,
    name,
  }))
  .chain((who) =>
    fc.oneof(
      fc
        .record({ severity: severities, evidence: evidences, at: instants, how: fc.constantFrom("started", "joined") })
        .map(({ at, ...rest }) =>
          aSettledPrincipal({ ...who, ...rest, how: "started", coveredUntil: new Date(at).toISOString() }),
        ),
      fc
        .record({ kind: fc.constantFrom("failed", "timed-out"), error: treacherousText, cause: treacherousText })
        .map((end) => aFailedPrincipal({ ...who, ...end, kind: end.kind === "failed" ? "failed" : "timed-out" })),
      fc.constant(anUnknownPrincipal(who)),
    ),
  );

export const settledPrincipals = fc.uniqueArray(ends, { maxLength: 12, selector: ({ identity }) => identity });

const exclusions = fc.array(
  fc.record({
    what: treacherousText.map((what) => what.slice(0, 200)),
    reason: fc.constantFrom(...NotInvestigableReason.options),
  }),
  { maxLength: 4 },
);

/** A finding about these principals, and its group's results. */
export const investigatedFindings: fc.Arbitrary<[SlimFinding, readonly PrincipalSettled[]]> = fc
  .tuple(settledPrincipals, exclusions)
  .map(([settled, excluded]) => [
    aSlimFinding({
      excluded,
      principals: settled.map(({ identity, arn, name }) => aPrincipal({ identity, arn, name: name.slice(0, 128) })),
    }),
    settled,
  ]);

const foreignNames = nonEmpty.filter((name) => !ownFieldNames.some((own) => own === name));
const fieldNames = fc.oneof(foreignNames, fc.constantFrom("__proto__", "owner", "constructor", ...ownFieldNames));

/** A finding as Security Hub may hold it: with a note or without, up to 50 fields of others and of ours. */
export const storedFindings: fc.Arbitrary<StoredFinding> = fc
  .record({
    fields: fc.uniqueArray(fc.tuple(fieldNames, nonEmpty), { maxLength: 50, selector: ([name]) => name }),
    note: fc.option(
      fc.record({ text: nonEmpty.map((text) => text.slice(0, 512)), updatedBy: fc.constantFrom("alice", "gumshoe") }),
      { nil: undefined },
    ),
  })
  .map(({ fields, note }) =>
    aStoredFinding({ userDefinedFields: Object.fromEntries(fields), ...(note === undefined ? {} : { note }) }),
  );
