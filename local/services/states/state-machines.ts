import { compileMachine } from "../../engine/compile.ts";
import { Unsupported } from "../../engine/errors.ts";
import type { World } from "../../service.ts";
import { invalidArn, stateMachineDoesNotExist } from "./errors.ts";
import { checkName } from "./name.ts";
import type { StateMachine, StateMachineSettings } from "./state-machine.ts";

const stateMachineArn = /^arn:aws[a-z-]*:states:[^:]+:\d{12}:stateMachine:[^:]+(?::[^:]+)?$/;

/** The state machines of the simulated account, by ARN. */
export class StateMachines {
  readonly #world: World;
  readonly #byArn = new Map<string, StateMachine>();

  constructor(world: World) {
    this.#world = world;
  }

  /** @throws {InvalidDefinition | Unsupported | ServiceError} the definition, type or name cannot be used */
  create(settings: StateMachineSettings): StateMachine {
    const { partition, accountId, clock } = this.#world;
    const { name, definition } = settings;
    if ((settings.type ?? "STANDARD") !== "STANDARD")
      throw new Unsupported([`a state machine of type ${settings.type} is not supported`]);
    checkName(name);
    const region = settings.region ?? this.#world.region;
    const created: StateMachine = {
      arn: `arn:${partition}:states:${region}:${accountId}:stateMachine:${name}`,
      name,
      definition: typeof definition === "string" ? definition : JSON.stringify(definition),
      machine: settings.machine ?? compileMachine(definition),
      roleArn: settings.roleArn ?? `arn:${partition}:iam::${accountId}:role/${name}`,
      region,
      createdAtMs: clock.now(),
      loggingConfiguration: settings.loggingConfiguration ?? { level: "OFF", includeExecutionData: false },
      tracingConfiguration: settings.tracingConfiguration ?? { enabled: false },
    };
    this.#byArn.set(created.arn, created);
    return created;
  }

  /** @throws {ServiceError} InvalidArn, StateMachineDoesNotExist */
  get(arn: string): StateMachine {
    if (!stateMachineArn.test(arn)) throw invalidArn(arn);
    const found = this.#byArn.get(arn);
    if (!found) throw stateMachineDoesNotExist(arn);
    return found;
  }

  /** What runs already runs on. A state machine that is not there is no mistake, as on AWS. */
  delete(arn: string): void {
    if (!stateMachineArn.test(arn)) throw invalidArn(arn);
    this.#byArn.delete(arn);
  }

  /** Every state machine of a Region, by name. */
  in(region: string): readonly StateMachine[] {
    const all = [...this.#byArn.values()].filter((machine) => machine.region === region);
    return all.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
