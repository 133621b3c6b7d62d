import { metricNamespace } from "#domain/measure.ts";
import type { Blueprint } from "../blueprint.ts";
import type { Happening, Watcher } from "../happening.ts";
import type { MetricStore } from "./metric-store.ts";
import { QueueGauge } from "./queue-gauge.ts";

type Of<K extends Happening["kind"]> = Extract<Happening, { readonly kind: K }>;

const executionMetrics: Readonly<Record<string, string>> = {
  FAILED: "ExecutionsFailed",
  TIMED_OUT: "ExecutionsTimedOut",
  ABORTED: "ExecutionsAborted",
};

/** What CloudWatch would be told of a world, derived from what happens in it: by SQS, Lambda, Step Functions, EventBridge and the logs. */
export class AwsMetrics {
  readonly #store: MetricStore;
  readonly #blueprint: Blueprint;
  readonly #queues = new Map<string, QueueGauge>();
  readonly #begun = new Map<string, number>();
  readonly #names = new Map<string, string>();
  readonly #rescued: ReadonlySet<string>;

  constructor(store: MetricStore, blueprint: Blueprint) {
    this.#store = store;
    this.#blueprint = blueprint;
    this.#rescued = rulesWithDeadLetters(blueprint);
  }

  readonly watch: Watcher = (happening, atMs) => {
    switch (happening.kind) {
      case "message":
        return this.#queueOf(happening.queue).see(happening, atMs);
      case "invocation":
        return this.#invocation(happening, atMs);
      case "refused":
        return this.#ofFunction(happening.function, "Throttles", atMs, 1);
      case "execution":
        return this.#execution(happening, atMs);
      case "fault":
        // The world has no quota of transitions: a fault stands for it.
        if (happening.name === "transitions-throttled") this.#ofMachine("ExecutionThrottled", atMs);
        return;
      case "event-lost":
        return this.#ofRule(happening.ruleArn, this.#rescued, atMs);
      case "event-undeliverable":
        return this.#add("AWS/Events", "InvocationsSentToDlq", { RuleName: nameIn(happening.ruleArn) }, atMs, 1);
      case "metrics":
        return this.#emf(happening, atMs);
      default:
    }
  };

  /** Tells of the queues up to the end: as long as nothing happens in them, nobody else does. */
  end(atMs: number): void {
    for (const gauge of this.#queues.values()) gauge.tellUntil(atMs);
  }

  #queueOf(name: string): QueueGauge {
    const known = this.#queues.get(name);
    if (known) return known;
    const gauge = new QueueGauge((metric, atMs, value) =>
      this.#add("AWS/SQS", metric, { QueueName: name }, atMs, value),
    );
    this.#queues.set(name, gauge);
    return gauge;
  }

  #invocation({ function: name, requestId, phase, failure, input }: Of<"invocation">, atMs: number): void {
    if (phase === "begins") {
      this.#begun.set(requestId, atMs);
      for (const gauge of this.#queues.values()) gauge.received(input);
      return;
    }
    // Lambda dates a point by when the invocation began.
    const beganAtMs = this.#begun.get(requestId) ?? atMs;
    this.#begun.delete(requestId);
    this.#ofFunction(name, "Invocations", beganAtMs, 1);
    this.#ofFunction(name, "Errors", beganAtMs, failure ? 1 : 0);
    this.#ofFunction(name, "Throttles", beganAtMs, 0);
  }

  #execution({ status }: Of<"execution">, atMs: number): void {
    const metric = executionMetrics[status];
    if (metric) this.#ofMachine(metric, atMs);
  }

  #emf({ lines }: Of<"metrics">, atMs: number): void {
    for (const { by, values } of lines) {
      const dimensions = { service: "gumshoe", ...by };
      for (const [metric, value] of values) this.#add(metricNamespace, metric, dimensions, atMs, value);
    }
  }

  #ofFunction(shortName: string, metric: string, atMs: number, value: number): void {
    this.#add("AWS/Lambda", metric, { FunctionName: this.#nameOf(shortName) }, atMs, value);
  }

  #ofMachine(metric: string, atMs: number): void {
    const { partition, region, accountId, stateMachines } = this.#blueprint;
    const StateMachineArn = `arn:${partition}:states:${region}:${accountId}:stateMachine:${stateMachines[0]?.name}`;
    this.#add("AWS/States", metric, { StateMachineArn }, atMs, 1);
  }

  #ofRule(ruleArn: string | undefined, rescued: ReadonlySet<string>, atMs: number): void {
    const RuleName = nameIn(ruleArn ?? "");
    const metric = rescued.has(RuleName) ? "InvocationsFailedToBeSentToDlq" : "FailedInvocations";
    this.#add("AWS/Events", metric, { RuleName }, atMs, 1);
  }

  #nameOf(shortName: string): string {
    const known = this.#names.get(shortName);
    if (known !== undefined) return known;
    const construct = `Functions${shortName.replaceAll("-", "")}Function`;
    const name = this.#blueprint.functions.find((one) => one.name.includes(construct))?.name ?? shortName;
    this.#names.set(shortName, name);
    return name;
  }

  #add(namespace: string, metric: string, dimensions: Readonly<Record<string, string>>, atMs: number, value: number) {
    this.#store.add({ namespace, metric, dimensions }, atMs, value);
  }
}

function nameIn(ruleArn: string): string {
  return ruleArn.slice(ruleArn.lastIndexOf("/") + 1);
}

function rulesWithDeadLetters({ calls }: Blueprint): ReadonlySet<string> {
  const targets = calls.filter(({ operation }) => operation === "PutTargets");
  return new Set(
    targets.flatMap(({ input }) => (JSON.stringify(input).includes("DeadLetterConfig") ? [String(input["Rule"])] : [])),
  );
}
