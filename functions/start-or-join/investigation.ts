import type { PrincipalToStart } from "#domain/contract.ts";
import { ServiceUnavailable } from "#domain/errors.ts";
import type { Investigation } from "#domain/investigation.ts";
import {
  activityOf,
  answersFor,
  type Found,
  type JoinSettings,
  mayAnswerFor,
  promiseOf,
  spellingsOf,
} from "#domain/joining.ts";
import { claimKey } from "#domain/key.ts";
import type { Claims, Clock, Detective, Investigations, Invocation, Roles } from "#domain/ports.ts";
import { scopeWindow } from "#domain/scope-window.ts";

export interface InvestigationPorts {
  readonly detective: Detective;
  readonly investigations: Investigations;
  readonly claims: Claims;
  readonly roles: Roles;
  readonly clock: Clock;
  readonly settings: JoinSettings;
}

export interface Asked {
  readonly graphArn: string;
  readonly principal: PrincipalToStart;
  readonly invocation: Invocation;
}

// Each round ends at a newer investigation, started meanwhile by someone with other activity in mind.
const roundsMax = 20;
// Newest first: what lies further back was made for other activity.
const candidatesMax = 25;

/** @returns undefined when Detective does not know the principal */
export async function findOrStart(ports: InvestigationPorts, asked: Asked): Promise<Found | undefined> {
  const { investigations, claims } = ports;
  const { graphArn, principal, invocation } = asked;
  const { identity } = principal;
  let latest = await investigations.latest(graphArn, identity);
  for (let round = 0; round < roundsMax; round++) {
    if (latest && (await canJoin(ports, asked, latest))) return { how: "joined", investigation: latest };
    let ours = false;
    const known = latest;
    const key = claimKey({ graphArn, identity, after: known?.id });
    const result = await claims.once<Found, Found | undefined>(key, invocation, () => {
      ours = true;
      return adoptOrStart(ports, asked, known);
    });
    if ("release" in result) return result.release;
    await investigations.remember(graphArn, identity, result.keep.investigation);
    if (ours) return result.keep;
    latest = result.keep.investigation;
  }
  throw new ServiceUnavailable(`start-or-join for "${principal.arn}"`);
}

async function canJoin(ports: InvestigationPorts, asked: Asked, investigation: Investigation): Promise<boolean> {
  const { detective, clock, settings } = ports;
  const { graphArn, principal } = asked;
  if (!answersFor(investigation, principal, clock.now(), settings)) return false;
  const promise = promiseOf(investigation, principal.try, clock.now());
  if (promise !== "unclear") return promise === "good";
  const current = await detective.investigation(graphArn, investigation.id);
  return current?.status === "SUCCESSFUL";
}

/**
 * The work under the claim: the first investigation that will do, else a new one. The claim is for the one after the
 * latest: an older one that answers for late activity frees it, or those who need a newer one would be led round in circles.
 */
async function adoptOrStart(ports: InvestigationPorts, { graphArn, principal }: Asked, latest?: Investigation) {
  const { detective, roles, clock } = ports;
  const arn = await roles.arnOf(principal);
  const adopted = await adoptable(ports, graphArn, principal, arn);
  if (adopted) {
    const found = { how: "adopted", investigation: adopted } as const;
    const isLater = !latest || (adopted.id !== latest.id && adopted.createdAt > latest.createdAt);
    return isLater ? { keep: found } : { release: found };
  }

  const now = clock.now();
  const scope = scopeWindow(activityOf(principal), now);
  const started = await detective.start(graphArn, arn, scope);
  if (started.kind === "unknown") return { release: undefined };
  const investigation: Investigation = { id: started.investigationId, status: "RUNNING", createdAt: now, scope };
  return { keep: { how: "started", investigation } } as const;
}

async function adoptable(ports: InvestigationPorts, graphArn: string, principal: PrincipalToStart, arn: string) {
  const { detective, clock, settings } = ports;
  let left = candidatesMax;
  for (const spelling of spellingsOf(principal, arn)) {
    const listings = await detective.investigations(graphArn, spelling);
    for (const { id } of mayAnswerFor(listings, principal, clock.now(), settings).slice(0, left)) {
      left--;
      const candidate = await detective.investigation(graphArn, id);
      if (!candidate || !answersFor(candidate, principal, clock.now(), settings)) continue;
      if (promiseOf(candidate, principal.try, clock.now()) === "good") return candidate;
    }
  }
  return undefined;
}
