import { regionOf } from "#domain/arn.ts";
import type { ExistingFindings } from "#domain/existing-finding.ts";
import { quoteId } from "#domain/inert-text.ts";
import { formatInstant, parseInstant } from "#domain/instant.ts";
import { type JsonObject, textAt } from "#domain/json.ts";

/** An investigation whose report is wanted, and where it may be. */
export interface AskedInvestigation {
  readonly id: string;
  readonly regions: readonly string[];
  /** What its finding tells of; absent for an investigation that was asked for by its id. */
  readonly activity?: { readonly firstAt: string; readonly lastAt: string };
}

export interface Asked {
  /** Id of an investigation, or id or ARN of a finding. */
  readonly subject: string;
  /** ARN of the finding's product, where two have a finding of that id. */
  readonly product?: string;
  /** Where an investigation is looked for. */
  readonly regions: readonly string[];
}

const investigationId = /^\d{1,40}$/;

/**
 * The investigations that are meant: the one of that id, or those that the finding of that id names in its own fields.
 * @throws {Error} no such finding, more than one, or none of its principals was investigated
 */
export async function askedInvestigations(
  { named }: Pick<ExistingFindings, "named">,
  { subject, product, regions }: Asked,
): Promise<readonly AskedInvestigation[]> {
  if (investigationId.test(subject)) return [{ id: subject, regions }];
  const [finding, ...others] = await named(subject, product);
  const which = quoteId(subject);
  if (finding === undefined) {
    throw new Error(
      `Cannot report on ${which}: Security Hub holds no finding of that id; the id of a finding, or the number of an investigation, is wanted`,
    );
  }
  if (others.length > 0) {
    throw new Error(
      `Cannot tell which finding ${which} is meant: ${others.length + 1} products have one, --product says which`,
    );
  }
  const ids = namedIn(finding);
  if (ids.length === 0) {
    throw new Error(
      `Cannot report on finding ${which}: none of its principals has been investigated, gumshoe investigate does that`,
    );
  }
  const region = regionOf(textAt(finding, "Region"));
  const activity = activityOf(finding);
  return ids.map((id) => ({ id, regions: region === undefined ? regions : [region], ...(activity && { activity }) }));
}

/** `ci-deploy=000…42, maria.ops=000…43`. The field is for people, who may have changed it: numbers alone are taken from it. */
function namedIn(finding: JsonObject): readonly string[] {
  const told = textAt(finding, "UserDefinedFields", "gumshoeInvestigations") ?? "";
  return [...new Set([...told.matchAll(/=(\d{1,40})(?!\d)/g)].map(([, id = ""]) => id))];
}

function activityOf(finding: JsonObject): AskedInvestigation["activity"] {
  const at = (name: string) => parseInstant(textAt(finding, name));
  const first = at("FirstObservedAt") ?? at("CreatedAt");
  const last = at("LastObservedAt") ?? at("UpdatedAt") ?? first;
  if (first === undefined || last === undefined) return undefined;
  return { firstAt: formatInstant(first), lastAt: formatInstant(last) };
}
