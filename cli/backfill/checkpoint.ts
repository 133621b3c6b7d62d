import { createHash } from "node:crypto";
import * as z from "zod";
import { SeverityLabel } from "#domain/contract.ts";
import { findingPasses } from "#domain/existing-finding.ts";
import { formatInstant, parseInstant, secondMs } from "#domain/instant.ts";
import { type JsonObject, textAt } from "#domain/json.ts";

/** What a backfill was asked for: one that is resumed has to be asked for the same. */
export const Selection = z.strictObject({
  accountId: z.string(),
  region: z.string(),
  stack: z.string(),
  since: z.string(),
  severity: SeverityLabel,
  product: z.string().optional(),
  account: z.string().optional(),
  regionMatch: z.string().optional(),
});
export type Selection = z.infer<typeof Selection>;

const Count = z.int().min(0);

/** Findings by what became of them; `left` by reason. `read` = queued + failed + everything left. */
export const Tally = z.strictObject({
  read: Count,
  queued: Count,
  failed: Count,
  left: z.record(z.string(), Count),
  queuedBySeverity: z.record(z.string(), Count),
  queuedByProduct: z.record(z.string(), Count),
});
export type Tally = z.infer<typeof Tally>;

/**
 * How far a backfill has come. Everything updated before `position` is done; of what was updated in that very second or
 * later, the findings in `handled`.
 */
export const Checkpoint = z.strictObject({
  v: z.literal(1),
  selection: Selection,
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  pass: z.enum(findingPasses),
  position: z.iso.datetime(),
  handled: z.array(z.string()),
  tally: Tally,
});
export type Checkpoint = z.infer<typeof Checkpoint>;

export const nothingTold: Tally = {
  read: 0,
  queued: 0,
  failed: 0,
  left: {},
  queuedBySeverity: {},
  queuedByProduct: {},
};

/** @param range of the last update; it stays as it is when the backfill is resumed days later */
export function firstCheckpoint(selection: Selection, range: { since: number; until: number }): Checkpoint {
  const [since, until] = [formatInstant(range.since), formatInstant(range.until)];
  return { v: 1, selection, since, until, pass: "principals", position: since, handled: [], tally: nothingTold };
}

/** Where the listing of the next pass begins. */
export function nextPass(checkpoint: Checkpoint): Checkpoint | undefined {
  const pass = findingPasses[findingPasses.indexOf(checkpoint.pass) + 1];
  return pass && { ...checkpoint, pass, position: checkpoint.since, handled: [] };
}

/** The findings of a page that are still to be handled. */
export function unhandled(checkpoint: Checkpoint, findings: readonly JsonObject[]): readonly JsonObject[] {
  const handled = new Set(checkpoint.handled);
  return findings.filter((finding) => !handled.has(handle(finding)));
}

/** The checkpoint after findings that came next in the order of their last update. */
export function advanced(checkpoint: Checkpoint, findings: readonly JsonObject[], tally: Tally): Checkpoint {
  let position = checkpoint.position;
  const handled = [...checkpoint.handled];
  for (const finding of findings) {
    const second = secondOf(finding);
    if (second > position) {
      position = second;
      handled.length = 0;
    }
    handled.push(handle(finding));
  }
  return { ...checkpoint, position, handled, tally };
}

/** What differs between the selection asked for and the one that the checkpoint was made for, in words. */
export function differences(asked: Selection, made: Selection): readonly string[] {
  const names = Object.keys(Selection.shape) as (keyof Selection)[];
  return names
    .filter((name) => asked[name] !== made[name])
    .map((name) => `${name} was ${made[name] ?? "not given"} and is ${asked[name] ?? "not given"}`);
}

// A second, not a millisecond: however exactly Security Hub keeps the time, it begins the second no later.
function secondOf(finding: JsonObject): string {
  const at = parseInstant(textAt(finding, "UpdatedAt")) ?? 0;
  return formatInstant(Math.floor(at / secondMs) * secondMs);
}

/** A finding version in 16 characters: thousands may share a second. */
function handle(finding: JsonObject): string {
  const version = ["ProductArn", "Id", "UpdatedAt"].map((name) => textAt(finding, name) ?? "");
  return createHash("sha256").update(JSON.stringify(version)).digest("base64url").slice(0, 16);
}
