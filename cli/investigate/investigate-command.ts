import { Command } from "commander";
import { isPrincipalArn } from "#domain/principal-request.ts";
import { confirmationOptions } from "../confirmation.ts";
import type { ExitCode } from "../exit-code.ts";
import { type Manual, withManual } from "../help.ts";
import { targetOptions } from "../target.ts";
import { askAboutFinding } from "./ask-about-finding.ts";
import { askAboutPrincipal } from "./ask-about-principal.ts";
import { type InvestigateOptions, investigateOptions } from "./investigate-options.ts";

const manual: Manual = {
  about: [
    "A finding is put into the intake queue as a click on the custom action does, covered or not. A principal is investigated by itself: what the pipeline has started for it is joined. Ctrl-C ends the waiting alone: the investigation goes on.",
  ],
  examples: [
    {
      command: "gumshoe investigate arn:aws:iam::111122223333:role/ci-deploy --since 30d",
      does: "what the role did in the last 30 days",
    },
    {
      command: "gumshoe investigate 1ab2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d --no-wait --yes",
      does: "a finding, without waiting for what becomes of it",
    },
    {
      command: "gumshoe investigate arn:aws:iam::111122223333:user/maria --yes --json",
      does: "the report of a user's investigation, for machines",
    },
  ],
  exitCodes: {
    0: "done",
    1: "could not start",
    2: "parked, failed, or not all of the evidence could be read",
    3: "declined",
  },
  seeAlso: ["gumshoe executions show", "gumshoe backfill", "docs/architecture.md"],
};

/** `gumshoe investigate`. */
export function investigateCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("investigate")
    .description("investigate one finding or one principal now")
    .argument(
      "<finding-id | principal-arn>",
      "id or ARN of a finding that Security Hub holds; ARN of a user, role or session",
    );
  for (const option of [...investigateOptions, ...confirmationOptions, ...targetOptions]) command.addOption(option);
  return withManual(command, manual).action(async (subject: string, options: InvestigateOptions) => {
    done(await (isPrincipalArn(subject) ? askAboutPrincipal(subject, options) : askAboutFinding(subject, options)));
  });
}
