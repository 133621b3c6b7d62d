import { type Behaviour, defaultBehaviour } from "#local/behaviour.ts";
import { compileMachine } from "#local/engine/compile.ts";
import type { Machine } from "#local/engine/machine.ts";
import { queueReader } from "#local/event-source-mapping/queue-reader.ts";
import type { QueueReader } from "#local/event-source-mapping/sqs-record.ts";
import { EventSource } from "#local/event-source-mapping.ts";
import type { Service } from "#local/service.ts";
import { invokeNamed } from "#local/services/lambda.ts";
import type { Rate } from "#local/services/rate-limit.ts";
import type { StateMachineSettings } from "#local/services/states/state-machine.ts";
import type { Blueprint } from "./blueprint.ts";
import type { Chance } from "./chance.ts";
import { SimulatedClock } from "./clock.ts";
import { type Handlers, handlers as productHandlers } from "./handlers.ts";
import type { Happening, Watcher } from "./happening.ts";
import type { Hooks } from "./hooks.ts";
import { Lambdas } from "./lambdas.ts";
import { type SimulatedServices, simulatedServices } from "./services.ts";
import { type MemoryTable, memoryTable } from "./table/memory-table.ts";
import { Wire } from "./wire.ts";

type Json = Readonly<Record<string, unknown>>;

/** The product's stack on simulated services: one world, in this thread, on virtual time. */
export interface SimulatedCloud {
  readonly clock: SimulatedClock;
  readonly blueprint: Blueprint;
  readonly services: SimulatedServices;
  readonly table: MemoryTable;
  /** What carries messages from queues to functions. */
  readonly sources: readonly EventSource[];
  /** Calls an operation as an operator or another tool does: no faults, no latency. @throws {ServiceError} */
  call(service: keyof SimulatedServices, operation: string, input: object): Json;
  /** Puts an event on the default bus as an AWS service does. */
  putEvent(event: Json): void;
  /** Tells of everything that happens, as it happens. */
  watch(watcher: Watcher): void;
  tell(happening: Happening): void;
}

export interface CloudOptions {
  readonly blueprint: Blueprint;
  readonly chance: Chance;
  readonly startAtMs: number;
  readonly hooks?: Partial<Hooks>;
  readonly behaviour?: Behaviour;
  /** What the functions run; the product's own handlers unless said. */
  readonly handlers?: Handlers;
  /** How long a new sandbox takes before its first invocation begins, ms; 0 unless said. */
  readonly initMs?: number;
  /** Of each operation of Detective, which documents none; the service's own guess unless said. */
  readonly detectiveRate?: Rate;
  /** Who looks on when a function's poller receives and deletes. */
  readonly reader?: (reader: QueueReader) => QueueReader;
}

/** Makes a world: every service anew, the stack joined to it as its template says. */
export function simulatedCloud(options: CloudOptions): SimulatedCloud {
  const { blueprint, chance, startAtMs, hooks = {}, behaviour = defaultBehaviour } = options;
  const { handlers = productHandlers, initMs = 0, detectiveRate, reader = (unwatched) => unwatched } = options;
  const { accountId, region, partition } = blueprint;
  const clock = new SimulatedClock(startAtMs);
  const watchers: Watcher[] = [];
  const tell = (happening: Happening): void => {
    for (const watcher of watchers) watcher(happening, clock.now());
  };
  const table = memoryTable(blueprint.tables[0] ?? {});
  const latency = chance.fork("latency");
  const putEvent = (event: Json): void => {
    for (const { event: passing, delayMs } of hooks.event?.(event) ?? [{ event, delayMs: 0 }]) {
      if (delayMs > 0) clock.at(clock.now() + delayMs, () => deliver(passing));
      else deliver(passing);
    }
  };
  const deliver = (event: Json): void => {
    const rules = services.EventBridge.deliver(event).map(({ name }) => name);
    tell({ kind: "event", id: String(event["id"]), detailType: String(event["detail-type"]), rules, event });
  };
  const lambdas = new Lambdas(
    {
      clock,
      region,
      chance: chance.fork("requests"),
      handlers,
      initMs,
      wire: () => wire,
      fateOf: (name, payload) => hooks.invocation?.(name, payload) ?? {},
      readingOf: (name, body) => hooks.reading?.(name, body),
      tell,
    },
    blueprint.functions,
  );
  const services = simulatedServices({
    world: { clock, accountId, region, partition },
    hooks,
    lambdas,
    table,
    chance: chance.fork("services"),
    behaviour,
    detectiveRate,
    putEvent,
    tell,
  });
  const byName: Readonly<Record<string, Pick<Service, "operations"> | undefined>> = { ...services };
  const wire = new Wire({
    serviceOf: (name) => byName[name],
    accountId,
    chance: chance.fork("back-off"),
    fateOf: (request) => ({ latencyMs: latency.integer(3, 40), ...hooks.request?.(request) }),
    tell,
  });
  const call = (service: keyof SimulatedServices, operation: string, input: object): Json => {
    const act = services[service].operations[operation];
    if (!act) throw new Error(`Cannot call ${service}.${operation}: the simulation does not have it`);
    const about = { kind: "call", by: "operator", requestId: "", service, operation, input, heard: true } as const;
    try {
      const output = act(input, { region, accountId }) as Json;
      tell({ ...about, output });
      return output;
    } catch (error) {
      tell({ ...about, error: error instanceof Error ? error.name : String(error) });
      throw error;
    }
  };
  for (const { service, operation, input } of blueprint.calls)
    call(service as keyof SimulatedServices, operation, input);
  for (const settings of blueprint.stateMachines) {
    services.SFN.createStateMachine({ ...settings, machine: compiled(settings) });
  }
  const sources = blueprint.mappings.map((mapping) => {
    const queue = faultyReader(reader(queueReader(services.SQS, mapping.queueArn)), hooks);
    const invoke = (payload: string) => invokeNamed(lambdas, mapping.functionName, payload);
    return new EventSource(mapping, { clock, queue, invoke });
  });
  const watch = (watcher: Watcher) => void watchers.push(watcher);
  return { clock, blueprint, services, table, sources, call, putEvent, watch, tell };
}

const machines = new Map<unknown, Machine>();

/** The machine of a definition, compiled once for all worlds. */
function compiled({ definition }: StateMachineSettings): Machine {
  const machine = machines.get(definition) ?? compileMachine(definition);
  machines.set(definition, machine);
  return machine;
}

/** A poller whose deletions get lost, and whose messages come back too early, as the hooks say. */
function faultyReader(reader: QueueReader, { deletion, visibility }: Partial<Hooks>): QueueReader {
  if (!deletion && !visibility) return reader;
  return {
    ...reader,
    receive: (max) => {
      const messages = reader.receive(max);
      for (const { Body, ReceiptHandle } of visibility ? messages : []) {
        const seconds = visibility?.(Body);
        if (seconds !== undefined) reader.show(ReceiptHandle, seconds);
      }
      return messages;
    },
    delete: (handles) => reader.delete(deletion ? handles.filter(() => !deletion()) : handles),
  };
}
