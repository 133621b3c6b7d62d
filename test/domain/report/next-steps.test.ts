import { spawnSync } from "node:child_process";
import { search } from "@aws-lambda-powertools/jmespath";
import { describe, expect, it } from "vitest";
import type { Indicator } from "#domain/investigation.ts";
import { catalogue, nextSteps } from "#domain/report/next-steps.ts";
import { observe } from "#domain/report/observe.ts";
import type { Subject } from "#domain/report/steps/step.ts";
import { NextStep } from "#domain/report/story.ts";
import { everyIndicator } from "#test/builders/report.ts";
import { everyHostileText } from "#test/hostile/corpus.ts";
import { storyCases } from "./story-cases.ts";

const aSubject = (over: Partial<Subject> = {}): Subject => {
  const { type = "user", name = "jane", partition = "aws" } = over;
  return {
    ...{ type, name, partition },
    accountId: "111122223333",
    arn: `arn:${partition}:iam::111122223333:${type}/${name}`,
    region: "eu-west-1",
    since: "2026-11-18T02:14:07.000Z",
    ...over,
  };
};

const stepsFor = (subject: Subject, indicators: readonly Indicator[] = everyIndicator) =>
  nextSteps(subject, { observed: observe(indicators), severity: "LOW", complete: true });

const subjects = (["user", "role"] as const).flatMap((type) =>
  (["aws", "aws-cn", "aws-us-gov"] as const).map((partition) => {
    const region = { aws: "eu-west-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-east-1" }[partition];
    return aSubject({ type, partition, region, name: `-${"n,=@+.".repeat(10)}` });
  }),
);

/** The commands of a line as a shell would start them, with the words of each. */
function commandsOf(line: string): readonly (readonly string[])[] {
  const script = `aws() { printf '%s\\0' aws "$@"; printf '\\n'; cat >/dev/null; }; xargs() { printf '%s\\0' xargs "$@"; printf '\\n'; }\n${line}`;
  const { stdout, stderr } = spawnSync("sh", ["-c", script], { encoding: "utf8", input: "" });
  expect(stderr).toBe("");
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((words) => words.split("\0").slice(0, -1));
}

describe("nextSteps()", () => {
  it("are at most five, within their schema, for every kind of evidence, type and partition", () => {
    for (const subject of subjects) {
      for (const indicators of [everyIndicator, Object.values(storyCases).flat(), ...Object.values(storyCases)]) {
        const steps = stepsFor(subject, indicators);
        expect(steps.map((step) => NextStep.parse(step))).toEqual(steps);
        expect([steps.length > 0, steps.length <= 5]).toEqual([true, true]);
      }
    }
  });

  it("are lines of the AWS CLI that name this very principal, its partition and its Region", () => {
    for (const subject of subjects) {
      const evidence = [everyIndicator, ...Object.values(storyCases)];
      const steps = evidence.flatMap((indicators) => stepsFor(subject, indicators));
      const lines = [...new Set(steps.flatMap(({ cli = [] }) => cli))];
      expect(lines.length).toBeGreaterThan(15);
      for (const words of lines.flatMap(commandsOf)) {
        if (words[0] !== "aws") continue;
        const region = words[words.indexOf("--region") + 1] ?? "";
        expect(region).toMatch(
          { aws: /^(eu-west|us-east)-1$/, "aws-cn": /^cn-/, "aws-us-gov": /^us-gov-/ }[subject.partition] ?? /^$/,
        );
        const named = words.filter((word) => /^--(?:user|role)-name/.test(word));
        expect(named).toEqual(named.map(() => `--${subject.type}-name=${subject.name}`));
        const policy = words.find((word) => word.startsWith("arn:"));
        if (policy) expect(policy).toBe(`arn:${subject.partition}:iam::aws:policy/AWSCompromisedKeyQuarantineV3`);
      }
    }
  });

  it("deny sessions issued before the line is run, in a policy that is JSON", () => {
    const [step] = stepsFor(aSubject({ type: "role", name: "ci-deploy" }));
    const before = Math.floor(Date.now() / 1_000) * 1_000;
    const [words = []] = commandsOf(step?.cli?.[0] ?? "");
    const policy = JSON.parse(words[words.indexOf("--policy-document") + 1] ?? "");
    const issued = Date.parse(policy.Statement[0].Condition.DateLessThan["aws:TokenIssueTime"]);
    expect([issued >= before, issued <= Date.now()]).toEqual([true, true]);
    expect(policy.Statement[0]).toMatchObject({ Effect: "Deny", Action: "*", Resource: "*" });
  });

  it.each([
    ["user", { userName: "jane" }, "jane", ["DeleteTrail"]],
    ["user", {}, "other", []],
    ["role", { arn: "arn:aws:sts::111122223333:assumed-role/jane/session" }, "session", ["DeleteTrail"]],
    ["role", { arn: "arn:aws:sts::111122223333:assumed-role/jane-2/session" }, "session", []],
  ] as const)("find what the %s itself did in CloudTrail (%j)", (type, userIdentity, Username, found) => {
    const event = (EventName: string) => ({
      ...{ EventTime: "2026-11-19T02:14:07Z", EventSource: "cloudtrail.amazonaws.com", EventName, Username },
      CloudTrailEvent: JSON.stringify({ userIdentity }),
    });
    const step = catalogue.find(({ name }) => name === "Check that logging is on");
    const line = step?.cli(aSubject({ type })).find((one) => one.includes("lookup-events")) ?? "";
    const [words = []] = commandsOf(line);
    const query = words[words.indexOf("--query") + 1] ?? "";
    const rows = search(query, { Events: [event("DeleteTrail"), event("RunInstances")] }) as string[][];
    expect(rows.map(([, , name]) => name)).toEqual(found);
  });

  it("give no lines for a thousand names that IAM would not allow, and let no name into a sentence", () => {
    const grounds = { observed: observe(everyIndicator), complete: true };
    const words = (steps: readonly NextStep[]) => JSON.stringify(steps.map(({ text, why }) => [text, why]));
    const plain = words(nextSteps(aSubject(), grounds));
    const written = everyHostileText.flatMap((name) => {
      const steps = nextSteps(aSubject({ name }), grounds);
      const lines = steps.flatMap(({ cli = [] }) => cli);
      const refused = !/^[\w+=,.@-]{1,64}$/.test(name);
      return words(steps) === plain && !(refused && lines.length > 0) ? [] : [name];
    });
    expect(written).toEqual([]);
  });
});
