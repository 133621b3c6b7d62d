import type { Logger } from "@aws-lambda-powertools/logger";
import { logAdapter } from "#adapters/log.ts";
import { listAt, objectOf, textAt, valueAt } from "#domain/json.ts";
import { dimensionValues } from "#domain/measure.ts";
import type { LogFields } from "#domain/ports.ts";
import { evidenceIn } from "#domain/report/pages/evidence-in.ts";
import type { Happening } from "../happening.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";
import { seenStack } from "./seen/stack.ts";
import { isOwnField } from "./seen/writes.ts";

type Of<K extends Happening["kind"]> = Extract<Happening, { readonly kind: K }>;

// Whatever a terminal, a log viewer or a browser acts on in place of showing it.
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]|\p{Cs}/u;
const accessKey = /\bA[KS]IA[A-Z0-9]{12,}/;
// Markdown, HTML, chat and tables; templates and look-ups; formulas; links that can be clicked.
const markup = /[<>`|*~\\]|\]\(|\$[{(]|\{[{%#]|^[=+\-@]|\bhttps?:|\b(?:javascript|vbscript|data|file|mailto):/i;
const tags = /<[a-z!/]|\]\(|\$\{|\{\{|\bhttps?:|\bjavascript:/i;
/** The links that are ours: to the investigation in Detective's console, and to its report in that of S3. */
const report =
  /https:\/\/(?:[a-z0-9-]+\.)?console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com|aws\.eu)\/(?:detective\/home\?region=[a-z0-9-]+#investigationReport\/\d+|s3\/object\/[a-z0-9-]+\?region=[a-z0-9-]+&prefix=investigations\/[a-z0-9-]+\/\d+\/report\.(?:html|md))/g;

/** What a log line may say, and in which form. Ids of findings are anybody's text, made harmless by the logger. */
const logged: Readonly<Record<string, RegExp>> = {
  outcome: /^[a-z-]{1,40}$/,
  reason: /^[\w.-]{1,80}$/,
  findingId: /^.{1,2048}$/s,
  productArn: /^arn:aws.{1,2044}$/s,
  version: /^.{1,64}$/s,
  principalArn: /^arn:aws[a-z-]*:iam::\d{12}:(?:user|role)\/[\x21-\x7e]{1,640}$/,
  investigationId: /^\d{1,64}$/,
  executionArn: /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:execution:[\w-]+:[\w-]+$/,
  messageId: /^[\w-]{1,100}$/,
  findings: /^\d+$/,
  principals: /^\d+$/,
  ms: /^-?\d+$/,
  lagMs: /^\d+$/,
  code: /^\w{1,80}$/,
};

const dimension = new RegExp(`^(?:${dimensionValues.join("|")})$`);

/**
 * I9: nothing gets out that should not, and nothing comes through that acts. Log lines, notes, user-defined fields, reasons of dead
 * letters, names of executions and bus events hold no control, bidirectional or invisible character, no markup or link from a finding,
 * no id of an access key; log lines hold nothing but ids, names of outcomes and numbers, so no title and no description. The brief in a
 * bus event and the report of an investigation tell all, access keys too, with nothing in it that cannot be seen.
 */
export const noLeak: Invariant = {
  id: "I9",
  promise: "no text of a finding acts or leaks where the product writes",
  inspect: (inspected) => new NoLeak(inspected),
};

class NoLeak implements Inspection {
  readonly #inspected: Inspected;
  readonly #deadLetterName: string;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#deadLetterName = seenStack(inspected.cloud.blueprint).deadLetterName;
  }

  readonly watch = (happening: Happening): void => {
    if (happening.kind === "log") this.#onLog(happening);
    if (happening.kind === "metrics") this.#onMetrics(happening);
    else if (happening.kind === "call" && happening.by !== "operator") this.#onCall(happening);
    else if (happening.kind === "message") this.#onMessage(happening);
    else if (happening.kind === "invocation" && happening.failure) {
      this.#judge(`an error of ${happening.function}`, happening.failure.errorMessage, accessKey);
    }
  };

  /** Every value of a dimension is a metric of its own, with a price. */
  #onMetrics({ function: name, lines }: Of<"metrics">): void {
    for (const value of lines.flatMap(({ by }) => (by ? Object.values<string>(by) : [])))
      if (!dimension.test(value)) this.#violate(`the metrics of ${name}: dimension ${shown(value)} is none of a list`);
  }

  #onLog({ function: name, fields }: Of<"log">): void {
    for (const [key, value] of Object.entries(fields)) {
      const form = logged[key];
      const text = String(value);
      if (!form?.test(text))
        this.#violate(`the log of ${name}: "${key}" is ${shown(text)}, ${form ?? "no such key"} is wanted`);
      this.#judge(`the log of ${name}: "${key}"`, text, accessKey);
      if (unseen.test(text)) this.#judge(`the log of ${name}: "${key}"`, asLogged(fields as LogFields, key), unseen);
    }
  }

  #onCall({ operation, input, by }: Of<"call">): void {
    if (operation === "BatchUpdateFindings") this.#judgeUpdate(input);
    else if (operation === "PutEvents") for (const entry of listAt(input, "Entries")) this.#judgeEvent(entry);
    else if (operation === "PutObject" && String(valueAt(input, "Key")).endsWith(".html")) {
      for (const text of textsIn(evidenceIn(String(valueAt(input, "Body"))))) this.#judge("a report", text, unseen);
    } else if (operation === "StartExecution") {
      this.#judge("the name of an execution", String(valueAt(input, "name")), unseen, markup);
      this.#judge(`the input of an execution by ${by}`, String(valueAt(input, "input")), accessKey);
    }
  }

  #judgeUpdate(input: unknown): void {
    const about = `on finding ${textAt(listAt(input, "FindingIdentifiers")[0], "Id")}`;
    const note = textAt(input, "Note", "Text");
    if (note !== undefined) this.#judge(`the note ${about}`, note.replace(report, ""), unseen, accessKey, markup);
    for (const [name, value] of Object.entries(objectOf(valueAt(input, "UserDefinedFields")) ?? {})) {
      if (!isOwnField(name)) continue;
      this.#judge(`"${name}" ${about}`, String(value).replace(report, ""), unseen, accessKey, markup);
    }
  }

  #judgeEvent(entry: unknown): void {
    const { brief, ...detail } = JSON.parse(textAt(entry, "Detail") ?? "{}") as { readonly brief?: unknown };
    this.#judge("a bus event", JSON.stringify(detail), accessKey);
    for (const text of textsIn(withoutKey(brief))) this.#judge("a brief", text, unseen);
    const told = [
      textAt(detail, "finding", "type"),
      ...listAt(detail, "principals").flatMap((one) => [textAt(one, "arn"), textAt(one, "reason")]),
      ...listAt(detail, "excluded").map((one) => textAt(one, "what")),
    ];
    for (const text of told) if (text !== undefined) this.#judge("a bus event", text, unseen, tags);
  }

  #onMessage({ queue, change, body, messageId }: Of<"message">): void {
    if (queue !== this.#deadLetterName || change !== "arrives") return;
    const letter = objectOf(parsed(body));
    // Anything else was put there by EventBridge or SQS, as it came.
    if (letter?.["kind"] !== "replay" || letter["v"] !== 1) return;
    for (const member of ["code", "message", "state"]) {
      const text = textAt(letter, "reason", member);
      if (text !== undefined) this.#judge(`the reason of dead letter ${messageId}`, text, unseen, accessKey, tags);
    }
    if (letter["finding"] !== undefined) this.#judge(`dead letter ${messageId}`, body, accessKey);
  }

  #judge(where: string, text: string, ...forbidden: readonly RegExp[]): void {
    for (const pattern of forbidden) {
      const found = pattern.exec(text);
      if (found) this.#violate(`${where} holds ${shown(found[0])}: ${shown(text)}`);
    }
  }

  #violate(what: string): void {
    this.#inspected.violate(what);
  }
}

/** A field as the product's own logger writes it. */
function asLogged(fields: LogFields, key: string): string {
  let written: Readonly<Record<string, unknown>> = {};
  const info = (_message: unknown, extra: Readonly<Record<string, unknown>>) => {
    written = extra;
  };
  // All that the adapter needs of a logger.
  logAdapter({ info } as unknown as Logger).outcome(fields);
  return String(written[key]);
}

/** What names the finding stays as its product gave it: it is asked for by that. */
function withoutKey(brief: unknown): unknown {
  const {
    id: _id,
    arn: _arn,
    productArn: _product,
    version: _version,
    ...finding
  } = objectOf(valueAt(brief, "finding")) ?? {};
  return { ...objectOf(brief), finding };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shown(text: string): string {
  return JSON.stringify(text.length > 160 ? `${text.slice(0, 160)}…` : text);
}
