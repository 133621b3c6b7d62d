import { SeverityLabel } from "./contract.ts";
import type { DeadLetterFinding } from "./dead-letter-finding.ts";
import { listAt, parseJson, textAt, valueAt } from "./json.ts";
import type { QueuedMessage } from "./message-queue.ts";
import { reasonIn } from "./outlet-reason.ts";
import { cleanText } from "./text.ts";

/** What an outlet has given up, and why; undefined for what no outlet put aside itself. */
export function outletReason({ attributes }: Pick<QueuedMessage, "attributes">) {
  const reason = reasonIn(attributes);
  if (reason === undefined) return undefined;
  const { code, message, tries } = reason;
  return { reason: cleanText(code, 80), message: `${message} (${tries === 1 ? "one try" : `${tries} tries`})` };
}

/** The finding that an event of our bus is about; undefined for any other body. */
export function toldFinding(body: string): DeadLetterFinding | undefined {
  const json = parseJson(body);
  if (json.kind !== "json" || textAt(json.value, "source") !== "gumshoe") return undefined;
  const detail = valueAt(json.value, "detail");
  const at = (name: string) => textAt(detail, "finding", name);
  const id = at("id");
  if (id === undefined) return undefined;
  const [productArn, version, accountId, region] = ["productArn", "version", "accountId", "region"].map(at);
  const severity = SeverityLabel.safeParse(at("severity")).data;
  const title = textAt(detail, "brief", "finding", "title");
  return {
    id,
    ...(productArn !== undefined && { productArn }),
    ...(version !== undefined && { version }),
    ...(accountId !== undefined && { accountId }),
    ...(region !== undefined && { region }),
    ...(severity && { severity }),
    ...(title !== undefined && { title: cleanText(title, 160) }),
    principals: listAt(detail, "principals").flatMap((principal) => textAt(principal, "arn") ?? []),
    attempt: 0,
  };
}
