import type { Manual } from "./help.ts";

/** The manual page of the program itself. */
export const programManual: Manual = {
  about: [
    "A finding that names an IAM user, role or access key is investigated by Amazon Detective, hands-off, and the evidence is written back to it. These commands are for the people who run that: see what happened, mend what failed, find what is missing, try it without an AWS account.",
    "They work on the deployed stack, found by its name in the Region and with the credentials of the environment; --local and --endpoint-url lead to a local AWS instead. What changes something shows its plan first and asks; --yes answers.",
  ],
  examples: [
    { command: "gumshoe doctor", does: "is everything in order?" },
    { command: "gumshoe dlq list", does: "what could not be done, and why" },
    { command: "gumshoe local run", does: "an incident from end to end, on this machine alone" },
  ],
  exitCodes: { 0: "done", 1: "could not start", 2: "finished with failures", 3: "declined" },
  seeAlso: ["gumshoe help <command>", "docs/cli.md", "README.md"],
};
