import { aws, jmesLiteral, option } from "../cli-line.ts";
import { failures } from "../how-sentences.ts";
import { counted, timeInWords } from "../words.ts";
import { callsFitting, strongestSign } from "./grounds.ts";
import type { Step } from "./step.ts";
import { assumptionsOf, changesMade, trailRegions } from "./trail.ts";

export const askOwner: Step = {
  name: "Ask the owner",
  when: "something is new or many calls failed, and nothing calls for taking the credentials away",
  why: (grounds) => {
    if (strongestSign(grounds) !== undefined) return undefined;
    const { places, networks, userAgents, apiCalls } = grounds.observed;
    const found = places.length + networks.length + userAgents.length;
    if (found === 0) return failures(apiCalls)[0];
    return `${counted(found, "thing")} about its calls ${found === 1 ? "is" : "are"} new, and nothing worse was seen`;
  },
  text: ({ type }) => `Ask who works with this ${type} whether these calls are theirs`,
  cli: () => [],
};

export const readRelated: Step = {
  name: "Read what is related",
  when: "a finding group or a related finding",
  why: ({ observed: { findingGroups, relatedFindings } }) => {
    const told = [
      ...(findingGroups.length > 0 ? [counted(findingGroups.length, "finding group")] : []),
      ...(relatedFindings.length > 0 ? [counted(relatedFindings.length, "related finding")] : []),
    ];
    return told.length > 0 ? `Detective names ${told.join(" and ")}` : undefined;
  },
  text: () => "Read the related findings and finding groups in Detective: they may be the same intruder",
  cli: () => [],
};

export const reviewChanges: Step = {
  name: "List what it changed",
  when: "always",
  why: ({ observed, complete }) =>
    observed.indicators > 0 || !complete
      ? "Only CloudTrail tells what was done, when and to what"
      : "Detective found nothing; its changes are worth a look before the finding is closed",
  text: ({ type, since }) =>
    type === "user"
      ? `List every change the user made since ${timeInWords(since)}`
      : `List who assumed the role since ${timeInWords(since)}, and every change it made`,
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
  text: ({ type }) => {
    const own = type === "user" ? "keys, MFA devices and policies of the user" : "trust and policies of the role";
    return `Look for ways back in: ${own}, and users and roles created since`;
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
