import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { BehaviourError, behaviourOf, parseBehaviour } from "#local/behaviour.ts";

const role = "arn:aws:iam::111122223333:role/deployer";
const problemsOf = (value: unknown): readonly string[] => {
  try {
    behaviourOf(value);
  } catch (error) {
    if (error instanceof BehaviourError) return error.problems;
    throw error;
  }
  return [];
};

it("behaviourOf() reads every part of a behaviour", () => {
  const behaviour = behaviourOf({
    principals: {
      [role]: {
        durationSeconds: "never",
        status: ["FAILED", "SUCCESSFUL"],
        severity: "HIGH",
        indicators: [
          "IMPOSSIBLE_TRAVEL",
          { NEW_ASO: { Aso: "Example Transit AS" } },
          { IndicatorType: "NEW_USER_AGENT", IndicatorDetail: { NewUserAgentDetail: { UserAgent: "curl/8" } } },
        ],
        errors: [{ operation: "StartInvestigation", name: "TooManyRequestsException", times: 2, lost: true }],
      },
    },
    nonMembers: ["444455556666"],
    noGraph: ["eu-central-1"],
    roles: { deployer: "arn:aws:iam::111122223333:role/ci/deployer" },
    users: { ada: "arn:aws:iam::111122223333:user/eng/ada" },
    instanceProfiles: { "arn:aws:iam::111122223333:instance-profile/web": role },
  });
  expect(behaviour.principals.get(role)).toEqual({
    durationSeconds: "never",
    statuses: ["FAILED", "SUCCESSFUL"],
    severity: "HIGH",
    indicators: [
      { IndicatorType: "IMPOSSIBLE_TRAVEL" },
      { IndicatorType: "NEW_ASO", IndicatorDetail: { NewAsoDetail: { Aso: "Example Transit AS" } } },
      { IndicatorType: "NEW_USER_AGENT", IndicatorDetail: { NewUserAgentDetail: { UserAgent: "curl/8" } } },
    ],
    errors: [{ operation: "StartInvestigation", name: "TooManyRequestsException", times: 2, lost: true }],
  });
  expect([...behaviour.nonMembers, ...behaviour.noGraph]).toEqual(["444455556666", "eu-central-1"]);
  expect([...behaviour.roles, ...behaviour.users, ...behaviour.instanceProfiles]).toHaveLength(3);
});

it("behaviourOf() lists every problem at once, each by its path", () => {
  const problems = problemsOf({
    principals: {
      [role]: {
        durationSeconds: -1,
        status: "DONE",
        severty: "LOW",
        errors: [{ operation: "Start", name: "X", times: 0 }],
      },
      root: {},
    },
    nonMembers: ["12"],
    noGraph: "eu-west-1",
    roles: { a: "role/a" },
    extra: true,
  });
  expect(problems.map((problem) => problem.replace(role, "ROLE"))).toEqual([
    'unknown key "extra", known are principals, nonMembers, noGraph, roles, users, instanceProfiles, errors',
    'unknown key "principals.ROLE.severty", known are durationSeconds, status, severity, indicators, errors',
    '"principals.ROLE.durationSeconds" is -1, wanted a number of seconds, 0 or more, or "never"',
    '"principals.ROLE.status" is "DONE", wanted one of SUCCESSFUL, FAILED',
    expect.stringMatching(/^"principals\.ROLE\.errors\[0\]\.operation" is "Start", wanted one of StartInvestigation, /),
    '"principals.ROLE.errors[0].times" is 0, wanted a whole number, 1 or more',
    '"principals" is "root", wanted the ARN of an IAM user or role as key',
    '"nonMembers[0]" is "12", wanted an account of 12 digits',
    '"noGraph" is "eu-west-1", wanted a list',
    '"roles.a" is "role/a", wanted a role ARN',
  ]);
});

const refused: { what: string; behaviour: unknown; problem: string }[] = JSON.parse(
  readFileSync(new URL("./behaviour/refused.json", import.meta.url), "utf8"),
);

it.each(refused)("behaviourOf() refuses $what", ({ behaviour, problem }) => {
  expect(problemsOf(behaviour).join("; ")).toContain(problem);
});

it("parseBehaviour() says that a text is not JSON", () => {
  expect(() => parseBehaviour("{")).toThrow(/^Cannot use the behaviour file: not JSON: /);
});

it("behaviourOf() throws nothing but BehaviourError whatever it is given", () => {
  fc.assert(
    fc.property(
      fc.object({ key: fc.constantFrom("principals", "errors", "indicators", "roles", role, "__proto__") }),
      (value) => {
        problemsOf(value);
      },
    ),
  );
});
