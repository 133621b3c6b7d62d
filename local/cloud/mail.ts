import type { Clock } from "../clock.ts";
import type { SnsOptions } from "../services/sns/sns.ts";
import type { Observers } from "./observation.ts";

/** Where mail is handed over, in plain text: a server on this machine. */
export interface Smtp {
  readonly host: string;
  readonly port: number;
}

const timeoutMs = 10_000;
const sender = { name: "AWS Notifications", address: "no-reply@sns.amazonaws.com" };

/** Brings messages of topics to mailboxes, as SNS writes them; time stands still meanwhile. Tells of each, also where it failed. */
export function mailer(smtp: Smtp, clock: Clock, observers: Observers): NonNullable<SnsOptions["deliver"]> {
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = import("nodemailer").then(({ createTransport }) =>
    createTransport({ host: smtp.host, port: smtp.port, secure: false, ignoreTLS: true, ...timeouts }),
  );
  const send = async (...[message, subscription]: Parameters<NonNullable<SnsOptions["deliver"]>>): Promise<void> => {
    const release = clock.hold();
    const about = { kind: "mail", topicArn: message.topicArn, messageId: message.messageId } as const;
    try {
      await (await transport).sendMail({
        from: sender,
        to: { name: "", address: subscription.endpoint },
        subject: message.subject ?? "AWS Notification Message",
        text: `${message.mail}\n\n${footer(subscription.arn, subscription.endpoint)}`,
        date: new Date(message.atMs),
        messageId: `<${message.messageId}@sns.amazonaws.com>`,
      });
      observers.tell({ ...about, to: subscription.endpoint });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      observers.tell({ ...about, to: subscription.endpoint, error: why });
    } finally {
      release();
    }
  };
  return (message, subscription) => void send(message, subscription);
}

function footer(subscriptionArn: string, endpoint: string): string {
  const [, partition, , region] = subscriptionArn.split(":");
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const query = new URLSearchParams({ SubscriptionArn: subscriptionArn, Endpoint: endpoint });
  return `--
If you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe:
https://sns.${region}.${domain}/unsubscribe.html?${query}

Please do not reply directly to this email. If you have any questions or comments regarding this email, please contact us at https://aws.amazon.com/support`;
}
