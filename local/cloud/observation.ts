import type { ObservedCall } from "../http/observed-call.ts";
import type { LambdaFailure } from "../lambda/lambda-failure.ts";
import type { LogLine } from "../lambda/log-line.ts";

/** Something that happened in the cloud, as it happened. `atMs` is the cloud's own time. */
export type Observation = { readonly atMs: number } & (
  | ({ readonly kind: "call" } & ObservedCall)
  | ({ readonly kind: "log" } & LogLine)
  | {
      readonly kind: "event";
      readonly id: string;
      readonly source: string;
      readonly detailType: string;
      readonly rules: readonly string[];
    }
  | { readonly kind: "delivery"; readonly ruleArn: string; readonly targetArn: string }
  | {
      readonly kind: "event-put";
      readonly bus: string;
      readonly source: string;
      readonly detailType: string;
      readonly detail: string;
    }
  | {
      readonly kind: "event-lost";
      readonly json: string;
      readonly ruleArn?: string;
      readonly errorCode: string;
      readonly errorMessage: string;
    }
  | { readonly kind: "message-sent"; readonly queue: string; readonly messageId: string }
  | {
      readonly kind: "published";
      readonly topicArn: string;
      readonly messageId: string;
      readonly subject?: string;
      readonly message: string;
    }
  /** A message of a topic was handed to the mail server, or was not. */
  | {
      readonly kind: "mail";
      readonly topicArn: string;
      readonly messageId: string;
      readonly to: string;
      readonly error?: string;
    }
  | {
      readonly kind: "invocation";
      readonly functionName: string;
      readonly requestId: string;
      readonly durationMs: number;
      readonly failure?: LambdaFailure;
    }
  | {
      readonly kind: "execution";
      readonly executionArn: string;
      readonly name: string;
      readonly status: string;
      readonly error?: string;
      readonly cause?: string;
    }
  | { readonly kind: "state-entered"; readonly executionArn: string; readonly state: string; readonly input: string }
  | {
      readonly kind: "finding";
      readonly productArn: string;
      readonly id: string;
      readonly finding: Readonly<Record<string, unknown>>;
    }
);

type WithoutTime<T> = T extends unknown ? Omit<T, "atMs"> : never;

/** Tells everybody who watches. A watcher that throws disturbs neither the cloud nor the others. */
export class Observers {
  readonly #listeners = new Set<(observation: Observation) => void>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  observe(listener: (observation: Observation) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(what: WithoutTime<Observation>): void {
    if (this.#listeners.size === 0) return;
    const observation = { atMs: this.#now(), ...what } as Observation;
    for (const listener of this.#listeners) {
      try {
        listener(observation);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
