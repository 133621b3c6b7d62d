import { randomBytes } from "node:crypto";
import { Command } from "commander";
import { webhookSecretAdapter } from "#adapters/webhook-secret.ts";
import { webhookTest } from "#adapters/webhook-test.ts";
import { type WebhookPlace, webhookRotate, webhookShow } from "../commands/webhook-keys.ts";
import { type ConfirmationOptions, confirmationOptions, confirmed } from "../confirmation.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { withManual } from "../help.ts";
import { output } from "../output.ts";
import { connect, outputOf, type Target, type TargetOptions, targetOptions } from "../target.ts";
import { renderRotate, renderRotatePlan, renderShow, renderTest } from "./render-webhook.ts";

interface WebhookOptions extends TargetOptions {
  readonly json?: true;
}

type Done = (code: ExitCode) => void;

/** `gumshoe webhook`. */
export function webhookCommand(done: Done): Command {
  const command = new Command("webhook")
    .description("the webhook: where it goes, its keys, and whether the receiver takes it")
    .addCommand(showCommand(done))
    .addCommand(rotateCommand(done))
    .addCommand(testCommand(done));
  return withManual(command, {
    about: ["With the setting `webhookUrl`, what became of each finding is sent to a receiver outside, signed."],
    examples: [
      { command: "gumshoe webhook show", does: "the URL, and the ids of the live keys" },
      { command: "gumshoe webhook test", does: "is a signed event taken?" },
      { command: "gumshoe webhook rotate", does: "a new key; the current one stays live beside it" },
    ],
    exitCodes: { 0: "done", 1: "could not start", 2: "the receiver did not take the test", 3: "declined" },
    seeAlso: ["gumshoe dlq list", "docs/webhook.md"],
  });
}

function showCommand(done: Done): Command {
  const command = new Command("show")
    .description("where webhooks go and which keys sign them: ids, never a key")
    .action(async (options: WebhookOptions) => {
      const { place, secret } = webhookOf(await connect(options));
      const report = await webhookShow(secret, place);
      output.report(options.json ? JSON.stringify(report) : renderShow(report));
      done(exitCode.done);
    });
  return finished(command, {
    about: ["An id is the beginning of the SHA-256 of a key. Whoever may read the secret finds the keys there."],
    examples: [
      { command: "gumshoe webhook show", does: "before a rotation, and after it" },
      { command: "gumshoe webhook show --json", does: "for machines" },
      { command: "gumshoe webhook show --stack Gumshoe-Test", does: "of another stack" },
    ],
    exitCodes: { 0: "done", 1: "could not start" },
    seeAlso: ["gumshoe webhook rotate", "docs/webhook.md"],
  });
}

function rotateCommand(done: Done): Command {
  const command = new Command("rotate")
    .description("make a new key; the current one stays live as the previous one, the one before is dropped")
    .action(async (options: WebhookOptions & ConfirmationOptions) => {
      const { place, secret } = webhookOf(await connect(options));
      const decide = (now: Parameters<typeof renderRotatePlan>[0]) => confirmed(renderRotatePlan(now), options);
      const report = await webhookRotate({ secret, random: randomBytes, decide }, place);
      output.report(options.json ? JSON.stringify(report) : renderRotate(report));
      done(report.decision === "declined" ? exitCode.declined : exitCode.done);
    });
  for (const option of confirmationOptions) command.addOption(option);
  return finished(command, {
    about: [
      "Every webhook is signed with both live keys, so that the receiver can change over at any time. When a key was leaked, rotate twice.",
    ],
    examples: [
      { command: "gumshoe webhook rotate --dry-run", does: "which key would be dropped" },
      { command: "gumshoe webhook rotate", does: "after a question" },
      { command: "gumshoe webhook rotate --yes", does: "unasked" },
    ],
    exitCodes: { 0: "done", 1: "could not start", 3: "declined" },
    seeAlso: ["gumshoe webhook show", "docs/webhook.md"],
  });
}

function testCommand(done: Done): Command {
  const command = new Command("test")
    .description("send the receiver a signed event that means nothing, and tell what it answers")
    .action(async (options: WebhookOptions) => {
      const target = await connect(options);
      const answer = await webhookTest(webhookOutput(target, "WebhookFunctionName"), target.client)();
      output.report(options.json ? JSON.stringify(answer) : renderTest(answer));
      done(answer.delivered ? exitCode.done : exitCode.finishedWithFailures);
    });
  return finished(command, {
    about: [
      "The function that sends webhooks sends it, with its keys and its network, once. Its type is `webhook.test`.",
    ],
    examples: [
      { command: "gumshoe webhook test", does: "after the receiver was set up, or mended" },
      { command: "gumshoe webhook test --json", does: "for machines" },
      { command: "gumshoe webhook test --profile security", does: "with other credentials" },
    ],
    exitCodes: { 0: "the receiver took it", 1: "could not start", 2: "it did not" },
    seeAlso: ["gumshoe dlq replay", "docs/webhook.md"],
  });
}

function finished(command: Command, manual: Parameters<typeof withManual>[1]): Command {
  command.option("--json", "print the report as one JSON object");
  for (const option of targetOptions) command.addOption(option);
  return withManual(command, manual);
}

function webhookOf(target: Target) {
  const secretArn = webhookOutput(target, "WebhookSecretArn");
  const place: WebhookPlace = { url: webhookOutput(target, "WebhookUrl"), secretArn };
  return { place, secret: webhookSecretAdapter(secretArn, target.client) };
}

/** @throws {Error} the stack has no webhook */
function webhookOutput(target: Target, name: string): string {
  if (target.outputs["WebhookUrl"] !== undefined) return outputOf(target, name);
  throw new Error(
    `Cannot find the webhook of the stack "${target.stackName}": it has none, the setting webhookUrl is wanted`,
  );
}
