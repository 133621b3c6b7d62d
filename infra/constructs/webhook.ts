import type { EventBus } from "aws-cdk-lib/aws-events";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { CfnSecret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import type { Settings } from "#domain/settings.ts";
import { functionTimeout } from "./node-function.ts";
import { Outlet } from "./outlet.ts";

export interface WebhookProps {
  readonly url: string;
  readonly settings: Pick<Settings, "webhookEvents" | "logRetentionDays">;
  readonly bus: EventBus;
  readonly key: IKey | undefined;
}

const folder = "deliver-webhook";
// 64 letters and digits are 48 bytes of base64, with 380 bits that nobody can guess. A change of anything here makes a new key.
const generated = {
  secretStringTemplate: "{}",
  generateStringKey: "current",
  passwordLength: 64,
  excludePunctuation: true,
  includeSpace: false,
};

/** The events of the bus for one receiver outside, signed with keys that never leave Secrets Manager but to sign. */
export class Webhook extends Outlet {
  readonly #url: string;
  readonly #secretArn: string;

  constructor(scope: Construct, id: string, { url, settings, bus, key }: WebhookProps) {
    super(scope, id, {
      folder,
      description: "Sends what became of findings to the receiver outside, signed",
      timeout: functionTimeout[folder],
      detailTypes: settings.webhookEvents,
      bus,
      logRetentionDays: settings.logRetentionDays,
      key,
    });
    this.#url = url;
    this.#secretArn = new CfnSecret(this, "Keys", {
      description: "Keys that Gumshoe's webhooks are signed with: current, and previous while receivers change over",
      generateSecretString: generated,
      ...(key && { kmsKeyId: key.keyArn }),
    }).ref;
    this.function
      .set("WEBHOOK_URL", url)
      .bindSecret("WEBHOOK_SECRET_ARN", this.#secretArn, key, "reads the keys that webhooks are signed with");
    this.open();
  }

  override get outputs(): Readonly<Record<string, string>> {
    const { functionName } = this.function.lambda;
    return { ...super.outputs, Url: this.#url, SecretArn: this.#secretArn, FunctionName: functionName };
  }
}
