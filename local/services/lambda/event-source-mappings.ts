import type { EventSource } from "../../event-source-mapping.ts";
import { type Operation, ServiceError, type World } from "../../service.ts";

/** The event source mappings of the account by UUID. */
export class EventSourceMappings {
  readonly #world: World;
  readonly #sources = new Map<string, EventSource>();

  constructor(world: World) {
    this.#world = world;
  }

  add(uuid: string, source: EventSource): void {
    this.#sources.set(uuid, source);
  }

  /** ListEventSourceMappings, GetEventSourceMapping and UpdateEventSourceMapping, which here only turns one on or off. */
  operations(): Readonly<Record<string, Operation>> {
    return {
      ListEventSourceMappings: ({ FunctionName, EventSourceArn }: Partial<Record<string, string>>) => {
        const all = [...this.#sources].map(([uuid, source]) => this.#described(uuid, source));
        const named = (arn: string) => !FunctionName || arn.endsWith(`:${FunctionName.split(":").at(-1)}`);
        return {
          EventSourceMappings: all.filter(
            (one) => named(one.FunctionArn) && (!EventSourceArn || one.EventSourceArn === EventSourceArn),
          ),
        };
      },
      GetEventSourceMapping: ({ UUID }: { UUID: string }) => this.#described(UUID, this.#source(UUID)),
      UpdateEventSourceMapping: ({ UUID, Enabled }: { UUID: string; Enabled?: boolean }) => {
        const source = this.#source(UUID);
        if (Enabled !== undefined) source.turn(Enabled);
        return this.#described(UUID, source);
      },
    };
  }

  #source(uuid: string): EventSource {
    const source = this.#sources.get(uuid);
    if (!source) throw new ServiceError("ResourceNotFoundException", 404, `The resource ${uuid} cannot be found.`);
    return source;
  }

  #described(uuid: string, { mapping, isOn }: EventSource) {
    const { partition, region, accountId } = this.#world;
    const { functionName } = mapping;
    return {
      UUID: uuid,
      EventSourceArn: mapping.queueArn,
      FunctionArn: functionName.startsWith("arn:")
        ? functionName
        : `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`,
      BatchSize: mapping.batchSize,
      MaximumBatchingWindowInSeconds: mapping.windowSeconds,
      State: isOn ? "Enabled" : "Disabled",
      ...(mapping.reportsItemFailures && { FunctionResponseTypes: ["ReportBatchItemFailures"] }),
    };
  }
}
