import type { Excluded, Principal } from "./contract.ts";
import { parseIamArn } from "./iam-arn.ts";
import { type Mention, rankOf } from "./mention.ts";
import { excluded, isExcluded, principalOf } from "./principal.ts";

/** One finding may set off this many investigations, and an execution may hold them. */
export const principalsMax = 40;

/** Keeps a finding with hundreds of unreadable ids far below what a state of the workflow may carry. */
export const excludedMax = 100;

/** What to do with roles that a resource merely runs as. */
export interface AttachedRoles {
  readonly include: boolean;
  /** Role ARN by instance profile ARN, as far as IAM told. */
  readonly roleOfProfile: ReadonlyMap<string, string>;
}

/**
 * The distinct principals of a finding, closest to whoever acted first, and what is not investigated with its reason.
 *
 * Mentions of one principal collapse into one, which keeps the ARN with a path if any mention has it. An id whose owner
 * another mention tells is that owner. Beyond 40 principals the lowest-ranked are excluded as `principal-limit`; beyond
 * 100 exclusions the last one counts the rest. Up to these bounds the result does not depend on the order of the mentions,
 * save for the order among equals.
 */
export function principalSetOf(
  mentions: readonly Mention[],
  attached: AttachedRoles,
): { readonly principals: Principal[]; readonly excluded: Excluded[] } {
  const verdicts = mentions.map((mention) => judge(mention, attached));
  const named = namedPrincipals(verdicts);
  const leftOver = absorb(verdicts, named);
  const ranked = [...named.values()].sort((one, other) => one.rank - other.rank).map(({ principal }) => principal);
  const beyond = ranked
    .slice(principalsMax)
    .map(({ arn }): Excluded => ({ what: arn.slice(0, 200), reason: "principal-limit" }));
  return {
    principals: ranked.slice(0, principalsMax),
    excluded: bounded([...distinctExclusions(leftOver), ...beyond]),
  };
}

/** One mention, judged. `identity` names the role behind an attached one that is left out. */
interface Verdict {
  readonly mention: Mention;
  readonly rank: number;
  readonly outcome: Principal | Excluded;
  readonly identity?: string;
}

interface Named {
  principal: Principal;
  rank: number;
}

interface LeftOver {
  readonly key: string;
  readonly rank: number;
  readonly excluded: Excluded;
}

function judge(mention: Mention, attached: AttachedRoles): Verdict {
  const judged = { mention, rank: rankOf(mention) };
  if (mention.grade !== "attached") return { ...judged, outcome: principalOf(mention) };
  const role = mention.arn === undefined ? undefined : attached.roleOfProfile.get(mention.arn);
  const outcome = principalOf(parseIamArn(role)?.kind === "role" ? { ...mention, arn: role } : mention);
  if (attached.include) return { ...judged, outcome };
  const left = { ...judged, outcome: excluded(mention, "attached-role") };
  return isExcluded(outcome) ? left : { ...left, identity: outcome.identity };
}

/** By identity: the clearest spelling and the best rank of all mentions. */
function namedPrincipals(verdicts: readonly Verdict[]): Map<string, Named> {
  const byIdentity = new Map<string, Named>();
  for (const { outcome, rank } of verdicts) {
    if (isExcluded(outcome)) continue;
    const known = byIdentity.get(outcome.identity) ?? { principal: outcome, rank };
    byIdentity.set(outcome.identity, {
      principal: clearer(known.principal, outcome),
      rank: Math.min(known.rank, rank),
    });
  }
  return byIdentity;
}

/** Takes out the exclusions that turn out to be a named principal, which gets their rank if it is better; answers the others. */
function absorb(verdicts: readonly Verdict[], named: ReadonlyMap<string, Named>): readonly LeftOver[] {
  const ownerOfId = new Map<string, string>();
  for (const { mention, outcome } of verdicts) {
    if (!isExcluded(outcome) && mention.id !== undefined) ownerOfId.set(idOf(mention.id), outcome.identity);
  }
  const leftOver: LeftOver[] = [];
  for (const { mention, rank, outcome, identity } of verdicts) {
    if (!isExcluded(outcome)) continue;
    const byId =
      outcome.reason === "unknown-id" && mention.id !== undefined ? ownerOfId.get(idOf(mention.id)) : undefined;
    const owner = named.get(byId ?? identity ?? "");
    if (owner === undefined) leftOver.push({ key: exclusionKey(mention, outcome), rank, excluded: outcome });
    else owner.rank = Math.min(owner.rank, rank);
  }
  return leftOver;
}

/** Of two spellings of one principal, the one that tells the path; never a matter of order. */
function clearer(one: Principal, other: Principal): Principal {
  if (one.arn.length !== other.arn.length) return one.arn.length > other.arn.length ? one : other;
  if (one.arn !== other.arn) return one.arn < other.arn ? one : other;
  return one.pathKnown ? one : other;
}

/** `AROA…:session` and `AROA…` are the same role. */
function idOf(id: string): string {
  return /^[A-Z0-9]{16,}:/.test(id) ? id.slice(0, id.indexOf(":")) : id;
}

/** An account has one root, an id one owner; otherwise what is shown alike is the same. */
function exclusionKey(mention: Mention, { reason, what }: Excluded): string {
  if (reason === "root") return `${reason}\n${parseIamArn(mention.arn)?.accountId ?? mention.accountId}`;
  return `${reason}\n${reason === "unknown-id" && mention.id !== undefined ? idOf(mention.id) : what}`;
}

function distinctExclusions(leftOver: readonly LeftOver[]): readonly Excluded[] {
  const byKey = new Map<string, LeftOver>();
  for (const one of leftOver) {
    const known = byKey.get(one.key);
    if (known === undefined || isCloser(one, known)) byKey.set(one.key, one);
  }
  return [...byKey.values()].sort((one, other) => one.rank - other.rank).map(({ excluded }) => excluded);
}

/** By rank, then by text, so that the order of mentions does not matter. */
function isCloser(one: LeftOver, known: LeftOver): boolean {
  return one.rank < known.rank || (one.rank === known.rank && one.excluded.what < known.excluded.what);
}

function bounded(exclusions: readonly Excluded[]): Excluded[] {
  if (exclusions.length <= excludedMax) return [...exclusions];
  const shown = exclusions.slice(0, excludedMax - 1);
  return [...shown, { what: `${exclusions.length - shown.length} more`, reason: "principal-limit" }];
}
