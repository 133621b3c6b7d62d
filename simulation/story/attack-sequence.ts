import type { Chance } from "../chance.ts";
import { idOf, type Person } from "./principal.ts";

/** What an extended threat detection says in place of a plain finding: its people are actors, and only the signals name resources. */
export function attackSequence(chance: Chance, people: readonly Person[], region: string) {
  const signals = people.filter(() => chance.happens(0.5));
  return {
    Types: ["TTPs/AttackSequence:IAM-CompromisedCredentials"],
    Title: "Potential credential compromise indicated by a sequence of actions",
    Resources: [
      { Type: "AwsAccount", Id: `AWS::::Account:${people[0]?.accountId ?? ""}`, Partition: "aws", Region: region },
    ],
    Detection: {
      Sequence: {
        Uid: "sequence",
        Actors: people.map((person, at) => actorOf(person, `actor-${at}`)),
        Signals: signals.map(({ arn }, at) => ({ Id: `signal-${at}`, ResourceIds: [arn] })),
      },
    },
  };
}

function actorOf(person: Person, Id: string) {
  const { kind, name, accountId, arn } = person;
  const User = { Name: name, Uid: idOf(person), Account: { Uid: accountId } };
  if (kind === "user") return { Id, User: { ...User, Type: "IAMUser" } };
  return { Id, User: { ...User, Type: "AssumedRole" }, Session: { Uid: "session", Issuer: arn } };
}
