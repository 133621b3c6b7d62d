import { statusAt } from "#local/services/detective/investigation.ts";
import type { Inspected } from "../invariant.ts";
import { type SeenEvidence, seenEvidence } from "../seen/evidence.ts";
import type { SeenFinding } from "../seen/finding.ts";
import { type SeenGroups, seenGroups } from "../seen/groups.ts";
import { identityOfArn } from "../seen/identity.ts";
import type { Fact } from "./facts.ts";

/** The row in which an answer leads the state machine astray. */
const rowOfOddAnswers = 54;
/** One that FAILED is started once more. */
const triesMin = 2;

/** How the investigations ended on which a finding was called something. */
export class Ends {
  readonly #inspected: Inspected;
  readonly #evidence: SeenEvidence;
  readonly #groups: SeenGroups;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#evidence = seenEvidence(inspected.cloud);
    this.#groups = seenGroups(inspected.cloud);
  }

  /** Whoever counts as investigated was, with success; whoever counts as failed was investigated twice. */
  judge(about: string, version: SeenFinding, facts: readonly Fact[], requestId: string): void {
    const { services, clock } = this.#inspected.cloud;
    for (const { identity, investigation: its } of facts) {
      const status = its && statusAt(its, clock.now());
      if (!its || status === "SUCCESSFUL" || this.#evidence.wasToldSuccessful(its.id)) continue;
      this.#violate(`${about}, but ${identity}'s investigation ${its.id}, which counts as evidence, is ${status}`);
    }
    const { principals, isGivenUp } = this.#groups.of(requestId);
    const isAstray = this.#inspected.strikes.some(({ row }) => row === rowOfOddAnswers);
    const lost = isAstray ? [] : facts.filter(({ kind }) => kind === "left out");
    for (const { identity } of lost)
      if (version.principals.includes(identity)) this.#violate(`${about}, and nothing became of ${identity}`);
    for (const { identity, kind, error, investigationId = "" } of principals) {
      if (kind === "running" && !isGivenUp && !isAstray)
        this.#violate(`${about} before the investigation of ${identity} has ended`);
      if (error === "InvestigationTimedOut" && this.#evidence.isGone(investigationId))
        this.#violate(`${about}: ${identity} timed out, although Detective no longer knows ${investigationId}`);
      if (error !== "InvestigationFailed" || !facts.some((fact) => fact.identity === identity)) continue;
      const tries = [...services.Detective.investigations()].filter((its) => identityOfArn(its.entityArn) === identity);
      if (tries.length < triesMin) this.#violate(`${about}: ${identity} failed after ${tries.length} investigation`);
    }
  }

  #violate(what: string): void {
    this.#inspected.violate(what);
  }
}
