import type { Investigation } from "#local/services/detective/investigation.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import { type Accepted, seenAccepted, versionName } from "../seen/accepted.ts";
import type { SeenFinding } from "../seen/finding.ts";
import { type SeenGroups, seenGroups } from "../seen/groups.ts";
import { identityOfArn } from "../seen/identity.ts";
import type { SeenActivity } from "../seen/scope.ts";

/** What became of one principal of a finding, as the execution saw it and as it is. */
export interface Fact {
  readonly identity: string;
  readonly kind: string;
  readonly investigation: Investigation | undefined;
}

/** A finding that names more has the rest as `principal-limit`. */
const principalsMax = 40;

/** What is true of finding versions, whatever is said of them. */
export class Facts {
  readonly #cloud: SimulatedCloud;
  readonly #accepted: Accepted;
  readonly #groups: SeenGroups;

  constructor(cloud: SimulatedCloud) {
    this.#cloud = cloud;
    this.#accepted = seenAccepted(cloud);
    this.#groups = seenGroups(cloud);
  }

  /** Every principal that the version names, by the product's account or anybody's. */
  of({ key, rank, principals }: SeenFinding, requestId: string): readonly Fact[] {
    const { Detective } = this.#cloud.services;
    const settled = new Map(this.#groups.of(requestId).principals.map((principal) => [principal.identity, principal]));
    const named = this.#accepted.versions.get(versionName(key, rank))?.principals ?? [];
    const identities = principals.length < principalsMax ? new Set([...principals, ...named]) : principals;
    return [...identities].map((identity): Fact => {
      const { kind = "left out", investigationId = "" } = settled.get(identity) ?? {};
      if (kind !== "investigated") return { identity, kind, investigation: undefined };
      const investigation = Detective.investigation(investigationId);
      const isIts = investigation && identityOfArn(investigation.entityArn) === identity;
      return { identity, kind, investigation: isIts ? investigation : undefined };
    });
  }

  /** The activity as the execution was told, and as the finding itself tells it. */
  activitiesOf({ key, rank, firstMs, lastMs }: SeenFinding): readonly SeenActivity[] {
    const told = this.#accepted.versions.get(versionName(key, rank));
    const activities = [
      { firstMs, lastMs },
      { firstMs: told?.firstMs, lastMs: told?.lastMs },
    ];
    return activities.flatMap(({ firstMs: first, lastMs: last }) =>
      first === undefined || last === undefined ? [] : [{ firstMs: first, lastMs: last }],
    );
  }
}
