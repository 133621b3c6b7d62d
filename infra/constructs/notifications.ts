import { Duration } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { type EventBus, Rule, Schedule } from "aws-cdk-lib/aws-events";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { BusEvent } from "#domain/bus-event.ts";
import type { Settings } from "#domain/settings.ts";
import { ChatChannels, hasChat } from "./chat-channels.ts";
import { FastAlert } from "./fast-alert.ts";
import { NewsTopic } from "./news-topic.ts";
import { functionTimeout } from "./node-function.ts";
import { Outlet } from "./outlet.ts";
import { functionTarget } from "./rule-targets.ts";

export interface NotificationsProps {
  readonly settings: Settings;
  readonly table: Table;
  readonly bus: EventBus;
  readonly key: IKey | undefined;
}

/** Whether anybody is to be told of findings: without an address or a channel nothing is made. */
export function hasListeners(settings: Settings): boolean {
  return settings.notifyEmail !== undefined || hasChat(settings);
}

/** Tells people of findings, by mail and in their chat. */
export class Notifications extends Construct {
  readonly outlet: Outlet;

  constructor(scope: Construct, id: string, { settings, table, bus, key }: NotificationsProps) {
    super(scope, id);
    this.outlet = new Outlet(this, "Notify", {
      folder: "notify",
      description: "Tells people of findings: by mail, in a chat, and once a day in a digest",
      timeout: functionTimeout.notify,
      detailTypes: BusEvent.options.map(({ shape }) => shape.detailType.value),
      logRetentionDays: settings.logRetentionDays,
      bus,
      key,
    });
    const { function: notify } = this.outlet;
    notify
      .set("NOTIFY", JSON.stringify(notifySettings(settings)))
      .bindTable(table, ["dynamodb:GetItem", "dynamodb:UpdateItem"], "remembers what people were told");
    if (settings.notifyEmail !== undefined) {
      const mail = new NewsTopic(this, "Mail", "Gumshoe findings", key);
      mail.addSubscription(new EmailSubscription(settings.notifyEmail));
      notify.bindTopic("MAIL_TOPIC_ARN", mail, "tells people by mail");
    }
    if (hasChat(settings)) this.#chat(settings, key);
    this.outlet.open();
    if (settings.digest === "daily") this.#digest();
  }

  #chat(settings: Settings, key: IKey | undefined) {
    const topic = new NewsTopic(this, "Chat", "Gumshoe findings for a chat", key);
    new ChatChannels(this, "Channels", { topic, ...settings });
    this.outlet.function.bindTopic("CHAT_TOPIC_ARN", topic, "tells people in their chat");
    if (settings.fastAlert) new FastAlert(this, "FastAlert", { settings, topic });
  }

  /** A round that could not begin is worth no dead letter: the next one tells of its day, too. */
  #digest() {
    new Rule(this, "Digest", {
      description: "Once a day: the findings that were not worth a message",
      schedule: Schedule.rate(Duration.days(1)),
      targets: [
        functionTarget(this.outlet.function.version, {
          retryAttempts: 5,
          maxEventAge: Duration.hours(6),
          why: "begins the digest once a day",
        }),
      ],
    });
  }
}

/** The part of the settings that the function reads. */
function notifySettings({
  notifySeverityFloor,
  notifyProducts,
  notifyAccounts,
  notifyWorkflowStates,
  ...rest
}: Settings) {
  const { digest, fastAlert } = rest;
  return { notifySeverityFloor, notifyProducts, notifyAccounts, notifyWorkflowStates, digest, fastAlert };
}
