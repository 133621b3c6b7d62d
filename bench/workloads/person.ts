import type { Behaviour } from "#local/behaviour.ts";
import { defaultBehaviour } from "#local/behaviour.ts";
import type { Chance } from "#simulation/chance.ts";

/** An IAM user or role that findings are about. */
export interface Person {
  readonly kind: "user" | "role";
  readonly name: string;
  /** `/` or `/team/blue/`. */
  readonly path: string;
  readonly accountId: string;
  readonly arn: string;
}

const accounts = ["111122223333", "444455556666"] as const;

/** A role without a path: nobody's way of reading findings gets it wrong. */
export function plainRole(index: number): Person {
  return personOf("role", `app-${index}`, "/", accounts[0]);
}

/** People as they are: six roles for four users, one in five with a path, in two accounts. */
export function anybody(chance: Chance, index: number): Person {
  const kind = chance.happens(0.6) ? "role" : "user";
  const path = chance.happens(0.2) ? chance.pick(["/ops/", "/team/blue/"]) : "/";
  return personOf(kind, `${kind}-${index}`, path, chance.pick(accounts));
}

function personOf(kind: Person["kind"], name: string, path: string, accountId: string): Person {
  return { kind, name, path, accountId, arn: `arn:aws:iam::${accountId}:${kind}${path}${name}` };
}

/** A world whose IAM knows these people. */
export function behaviourWith(people: readonly Person[]): Behaviour {
  const arnsOf = (kind: Person["kind"]) =>
    new Map(people.filter((person) => person.kind === kind).map(({ name, arn }) => [name, arn]));
  return { ...defaultBehaviour, roles: arnsOf("role"), users: arnsOf("user") };
}
