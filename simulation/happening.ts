import type { MetricLine } from "#domain/metric-line.ts";
import type { LambdaFailure } from "#local/lambda/lambda-failure.ts";
import type { MessageChange } from "#local/services/sqs/queue.ts";

/** Something that happened in a simulated world. Whoever watches sees it in the order of time. */
export type Happening =
  | {
      readonly kind: "call";
      /** Name of the function, `workflow` for the state machine's own integrations, `operator` for people and other tools. */
      readonly by: string;
      readonly requestId: string;
      readonly service: string;
      readonly operation: string;
      readonly input: unknown;
      /** What the service answered, whether the caller heard of it or not; absent when it refused. */
      readonly output?: unknown;
      /** What the caller hears in its place, where that is something else. */
      readonly told?: unknown;
      readonly error?: string;
      /** Whether the caller heard the answer. */
      readonly heard: boolean;
      /** The request reached the service after its caller had given up on it. */
      readonly late?: true;
    }
  | {
      readonly kind: "invocation";
      readonly function: string;
      readonly requestId: string;
      readonly phase: "begins" | "ends";
      /** What it is asked, as it begins. */
      readonly input?: unknown;
      /** What it answers, JSON, as it ends well. */
      readonly answer?: string;
      readonly durationMs?: number;
      /** How much of that the function's own code slept, ms. */
      readonly restedMs?: number;
      readonly failure?: LambdaFailure;
      readonly cold?: boolean;
    }
  | {
      readonly kind: "execution";
      readonly executionArn: string;
      readonly name: string;
      readonly status: string;
      readonly input: string;
      readonly output?: string;
      readonly error?: string;
    }
  | { readonly kind: "state"; readonly executionArn: string; readonly state: string; readonly inputBytes: number }
  | {
      /** The end of a task of the state machine. */
      readonly kind: "task";
      readonly resource: string;
      readonly state: string;
      readonly input: unknown;
      readonly error?: string;
    }
  | {
      readonly kind: "finding";
      readonly productArn: string;
      readonly id: string;
      readonly finding: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: "event";
      readonly id: string;
      readonly detailType: string;
      /** Names of the rules that it matches. */
      readonly rules: readonly string[];
      readonly event: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "event-lost"; readonly json: string; readonly ruleArn?: string; readonly errorCode: string }
  /** EventBridge has put an event that it could not deliver into the dead-letter queue of its target. */
  | { readonly kind: "event-undeliverable"; readonly ruleArn: string }
  /** Lambda has not taken an invocation. */
  | { readonly kind: "refused"; readonly function: string; readonly error: string }
  | {
      readonly kind: "message";
      /** Name of the queue. */
      readonly queue: string;
      readonly messageId: string;
      readonly body: string;
      readonly change: MessageChange;
    }
  /** Something for people, on a topic. */
  | {
      readonly kind: "published";
      readonly topicArn: string;
      readonly messageId: string;
      readonly subject?: string;
      readonly message: string;
    }
  | { readonly kind: "log"; readonly function: string; readonly level: "info" | "warn"; readonly fields: object }
  /** What a function has counted in an invocation, as lines of its log. */
  | { readonly kind: "metrics"; readonly function: string; readonly lines: readonly MetricLine[] }
  | { readonly kind: "fault"; readonly name: string; readonly at: string };

export type Watcher = (happening: Happening, atMs: number) => void;

/** One line about it, the same in every run of a seed. */
export function lineOf(happening: Happening): string {
  switch (happening.kind) {
    case "call":
      return `${happening.by} → ${happening.service}.${happening.operation}${happening.error === undefined ? "" : ` ✗ ${happening.error}`}${happening.late ? " (too late)" : happening.heard ? "" : " (answer lost)"}`;
    case "invocation":
      return happening.phase === "begins"
        ? `${happening.function} begins ${happening.requestId}${happening.cold ? " (cold)" : ""}`
        : `${happening.function} ends ${happening.requestId}${happening.failure ? ` ✗ ${happening.failure.errorType}` : ""}`;
    case "execution":
      return `execution ${happening.name} ${happening.status}${happening.error === undefined ? "" : ` ✗ ${happening.error}`}`;
    case "state":
      return `execution ${happening.executionArn.slice(happening.executionArn.lastIndexOf(":") + 1)} enters "${happening.state}" with ${happening.inputBytes} characters`;
    case "task":
      return `task "${happening.state}"${happening.error === undefined ? " done" : ` ✗ ${happening.error}`}`;
    case "finding":
      return `finding ${happening.id} written`;
    case "event":
      return `event ${happening.detailType} → ${happening.rules.join(", ") || "no rule"}`;
    case "message":
      return `message ${happening.messageId} ${happening.change} in ${happening.queue}`;
    case "published":
      return `published on ${happening.topicArn.slice(happening.topicArn.lastIndexOf(":") + 1)}`;
    case "event-undeliverable":
      return `event undeliverable by ${happening.ruleArn.slice(happening.ruleArn.lastIndexOf("/") + 1)}`;
    case "refused":
      return `${happening.function} ✗ ${happening.error}`;
    case "event-lost":
      return `event lost: ${happening.errorCode}`;
    case "log":
      return `log ${happening.function} ${JSON.stringify(happening.fields)}`;
    case "metrics":
      return `metrics ${happening.function} ${JSON.stringify(happening.lines)}`;
    case "fault":
      return `FAULT ${happening.name} at ${happening.at}`;
  }
}
