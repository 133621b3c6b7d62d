import { catalogue } from "#domain/report/next-steps.ts";
import type { Step, Subject } from "#domain/report/steps/step.ts";

const examples: readonly Subject[] = (["user", "role"] as const).map((type) => {
  const name = type === "user" ? "jane" : "ci-deploy";
  return {
    ...{ type, name, partition: "aws", accountId: "111122223333", region: "eu-west-1" },
    arn: `arn:aws:iam::111122223333:${type}/${name}`,
    since: "2026-11-18T02:14:07.000Z",
  };
});

/** Every step of the catalogue, in the order in which they are suggested: when, in which words, and its lines for an example. */
export function storySteps(): string {
  return catalogue.map(chapter).join("\n\n");
}

function chapter(step: Step): string {
  const subject = examples.find(({ type }) => (step.of ?? type) === type);
  if (subject === undefined) return "";
  const lines = step.cli(subject);
  return [
    `### ${step.name}`,
    "",
    `When: ${step.of ? `it is a ${step.of}; ` : ""}${step.when}. In words: *${step.text(subject)}*`,
    ...(lines.length > 0 ? ["", "```sh", ...lines, "```"] : []),
  ].join("\n");
}
