import { aws, jmesLiteral, option } from "../cli-line.ts";
import { counted, timeInWords } from "../words.ts";
import { callsFitting, strongestSign } from "./grounds.ts";
import { named, type Step } from "./step.ts";
import { assumptionsOf, changesMade, trailRegions } from "./trail.ts";

export const askOwner: Step = {
  name: "Ask the owner",
  when: "something is new, and nothing calls for taking the credentials away",
  why: (grounds) => {
    if (strongestSign(grounds) !== undefined) return undefined;
    const { places, networks, userAgents } = grounds.observed;
    const found = places.length + networks.length + userAgents.length;
    if (found === 0) return undefined;
    return `${counted(found, "thing")} about its calls ${found === 1 ? "is" : "are"} new, and nothing worse was seen`;
  },
  text: (subject) => `Ask who works with ${named(subject)} whether what is new about its calls is theirs`,
  cli: () => [],
};

export const reviewChanges: Step = {
  name: "List what it changed",
  when: "always",
  why: ({ observed }) =>
    observed.indicators > 0
      ? "Detective tells that something is wrong; CloudTrail tells what was done, when and to what"
      : "Detective found nothing; its changes are worth a look before the finding is closed",
  text: (subject) => {
    const since = timeInWords(subject.since);
    const who = named(subject);
    return subject.type === "user"
      ? `List every change that ${who} made since ${since}`
      : `List who assumed ${who} since ${since}, and every change it made`;
  },
  cli: (subject) =>
    trailRegions(subject).flatMap((region) => [
      ...(subject.type === "role" ? [assumptionsOf(subject, region)] : []),
      changesMade(subject, region),
    ]),
};

export const waysBackIn: Step = {
  name: "Look for ways back in",
  when: "Persistence or Privilege Escalation was tried",
  why: (grounds) => callsFitting(grounds, ["Persistence", "Privilege Escalation"], "tried"),
  text: (subject) => {
    const own = subject.type === "user" ? "keys, MFA devices and policies" : "trust and policies";
    return `Look for ways back in: ${own} of ${named(subject)}, and users and roles created since`;
  },
  cli: ({ type, name, region, since }) => {
    const who = option(`${type}-name`, name);
    const own = type === "user" ? ["list-access-keys", "list-mfa-devices"] : ["get-role"];
    const created = (list: string, key: string) => {
      const query = `${key}[?CreateDate>=${jmesLiteral(since)}].[CreateDate,Arn]`;
      return aws(region, `iam ${list}`, option("query", query), "--output table");
    };
    return [
      ...[...own, `list-${type}-policies`, `list-attached-${type}-policies`].map((list) =>
        aws(region, `iam ${list}`, who),
      ),
      created("list-users", "Users"),
      created("list-roles", "Roles"),
    ];
  },
};
