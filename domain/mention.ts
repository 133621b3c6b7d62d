/**
 * One place of a finding that names, or may name, an IAM principal: as the finding gives it, with the finding's account
 * and partition filled in where the place itself tells none. `principal.ts` judges it.
 */
export interface Mention {
  readonly grade: Grade;
  readonly stance: Stance;
  /** For people: how the finding names it. */
  readonly what: string;
  readonly partition: string;
  readonly accountId: string;
  /** An ARN that names it. It decides over everything else. */
  readonly arn?: string | undefined;
  /** `IAMUser`, `AssumedRole`, `Role`, `Root`, `FederatedUser`, `AWSService` … as CloudTrail's userIdentity has it. */
  readonly type?: string | undefined;
  readonly name?: string | undefined;
  readonly path?: string | undefined;
  /** `AIDA…`, `AROA…`, `AROA…:session`. */
  readonly id?: string | undefined;
}

/** How close the place is to whoever acted; the order is the rank. */
export const grades = ["actor", "access-key", "identity", "attached"] as const;
export type Grade = (typeof grades)[number];

/** Whether the finding calls it the one that acted or the one acted upon; the order is the rank. */
export const stances = ["actor", "untold", "target"] as const;
export type Stance = (typeof stances)[number];

/** Lower is closer to whoever acted: by grade, then by stance. */
export function rankOf(mention: Mention): number {
  return grades.indexOf(mention.grade) * stances.length + stances.indexOf(mention.stance);
}

/** Reads `Actor` / `Target` in any case. */
export function stanceOf(text: string | undefined): Stance {
  const stance = text?.toLowerCase();
  return stance === "actor" || stance === "target" ? stance : "untold";
}
