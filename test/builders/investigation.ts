import type { Evidence, PrincipalFailed, PrincipalInvestigated, PrincipalNotInvestigable } from "#domain/contract.ts";
import type { StoredFinding } from "#domain/enrichment.ts";
import type { Indicator } from "#domain/investigation.ts";
import { aPrincipal, aSlimFinding } from "./slim-finding.ts";

/** An observed call of CreateAccessKey from a documentation address; another `kind` brings its own members. */
export function anIndicator(overrides: Partial<Extract<Indicator, { kind: "ttp" }>> | Indicator = {}): Indicator {
  if (overrides.kind !== undefined && overrides.kind !== "ttp") return overrides;
  return {
    kind: "ttp",
    tactic: "Persistence",
    technique: "T1098",
    ipAddress: "198.51.100.7",
    api: "CreateAccessKey",
    successes: 1,
    failures: 3,
    ...overrides,
  };
}

export function anEvidence(overrides: Partial<Evidence> = {}): Evidence {
  return {
    facts: [
      "Impossible travel: Lisbon (198.51.100.7) to Singapore (203.0.113.9), 3 h apart",
      "CreateAccessKey called 4 times (3 failed) · Persistence T1098",
    ],
    tactics: ["Persistence"],
    indicators: 2,
    complete: true,
    ...overrides,
  };
}

const { identity, arn, name } = aPrincipal();

/** The role of `aPrincipal()`, investigated: HIGH. Give another principal by `identity`, `arn` and `name`. */
export function aSettledPrincipal(overrides: Partial<PrincipalInvestigated> = {}): PrincipalInvestigated {
  return {
    identity,
    arn,
    name,
    kind: "investigated",
    how: "started",
    region: "eu-west-1",
    investigationId: "177263640000012345678",
    severity: "HIGH",
    coveredFrom: "2026-03-03T09:00:00.000Z",
    coveredUntil: "2026-03-04T10:15:00.000Z",
    evidence: anEvidence(),
    ...overrides,
  };
}

export function aFailedPrincipal(overrides: Partial<PrincipalFailed> = {}): PrincipalFailed {
  return {
    identity,
    arn,
    name,
    kind: "failed",
    error: "InvestigationFailed",
    cause: "Detective ended the investigation as FAILED, twice",
    ...overrides,
  };
}

export function anUnknownPrincipal(overrides: Partial<PrincipalNotInvestigable> = {}): PrincipalNotInvestigable {
  return { identity, arn, name, kind: "not-investigable", reason: "unknown-to-detective", ...overrides };
}

/** `aSlimFinding()` as Security Hub holds it: asked to be investigated, no note. */
export function aStoredFinding(overrides: Partial<StoredFinding> = {}): StoredFinding {
  const { productArn, id, version } = aSlimFinding();
  return { productArn, id, version, userDefinedFields: { investigate: "true" }, ...overrides };
}
