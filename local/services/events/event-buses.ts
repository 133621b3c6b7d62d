import type { CallContext, World } from "../../service.ts";
import { eventsError } from "./events-error.ts";
import type { Rule } from "./rule.ts";

/** An event bus and its rules by name. */
export interface EventBus {
  readonly name: string;
  readonly arn: string;
  readonly createdAtMs: number;
  readonly rules: Map<string, Rule>;
}

/** The event buses of every account and Region; each has a `default` one. */
export class EventBuses {
  readonly #world: World;
  readonly #byArn = new Map<string, EventBus>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The bus of that name or ARN. */
  find(nameOrArn: string | undefined, call: CallContext): EventBus | undefined {
    const known = this.#byArn.get(this.#arn(nameOrArn ?? "default", call));
    if (known || (nameOrArn !== undefined && !/(^|\/)default$/.test(nameOrArn))) return known;
    return this.#add("default", call);
  }

  /** @throws {ServiceError} ResourceNotFoundException */
  require(nameOrArn: string | undefined, call: CallContext): EventBus {
    const bus = this.find(nameOrArn, call);
    if (!bus) throw eventsError("ResourceNotFoundException", `Event bus ${nameOrArn} does not exist.`);
    return bus;
  }

  create(name: string, call: CallContext): EventBus {
    if (this.find(name, call)) {
      throw eventsError("ResourceAlreadyExistsException", `Event bus ${name} already exists.`);
    }
    return this.#add(name, call);
  }

  delete(bus: EventBus): void {
    for (const rule of bus.rules.values()) rule.stop();
    this.#byArn.delete(bus.arn);
  }

  list(call: CallContext): readonly EventBus[] {
    this.find(undefined, call);
    const prefix = this.#arn("", call);
    return [...this.#byArn.values()].filter(({ arn }) => arn.startsWith(prefix));
  }

  #add(name: string, call: CallContext): EventBus {
    const arn = this.#arn(name, call);
    const bus = { name, arn, createdAtMs: this.#world.clock.now(), rules: new Map<string, Rule>() };
    this.#byArn.set(arn, bus);
    return bus;
  }

  #arn(nameOrArn: string, call: CallContext): string {
    if (nameOrArn.startsWith("arn:")) return nameOrArn;
    return `arn:${this.#world.partition}:events:${call.region}:${call.accountId}:event-bus/${nameOrArn}`;
  }
}
