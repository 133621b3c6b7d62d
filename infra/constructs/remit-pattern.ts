import type { Settings } from "#domain/settings.ts";

type Matches = readonly (string | { readonly exists: boolean } | { readonly "anything-but": readonly string[] })[];

/** A pattern has 2,048 characters; what else stands in ours takes less than 400, and a Region has no more than 20 (eb-quota.html, read 2026-11-20). */
const accountsMax = 60;

/**
 * What an event pattern can tell of the findings that are wanted: it keeps out for nothing what `ingest` would skip, and never
 * anything else. A field that an event lacks is left to `ingest`, and so are a regular expression and a long list.
 */
export function remitOf({ allowedRegions, allowedAccounts, deniedAccounts }: Settings): {
  readonly account?: Matches;
  readonly region?: Matches;
} {
  const account = matches(allowedAccounts) ?? matches(deniedAccounts, "anything-but");
  const region = typeof allowedRegions === "string" ? undefined : matches(allowedRegions);
  return { ...(account && { account }), ...(region && { region }) };
}

function matches(values: readonly string[], how?: "anything-but"): Matches | undefined {
  if (values.length === 0 || values.length > accountsMax) return undefined;
  return [{ exists: false }, ...(how ? [{ [how]: [...values] }] : values)];
}
