import type { Variables } from "./branch.ts";
import type { Payload } from "./payload.ts";

/** A state that a branch has entered and not yet left. */
export interface Stay {
  readonly stateName: string;
  readonly input: Payload;
  readonly enteredEventId: number;
  readonly enteredAtMs: number;
}

/** The branches of a Map or Parallel under way: what each works on, and how far each is. */
export interface Fan {
  readonly inputs: readonly Payload[];
  /** The items of a Map. */
  readonly items?: readonly unknown[];
  /** Branches that run side by side. */
  readonly atOnce: number;
  readonly startedEventId: number;
  /** By branch; undefined for one that has not begun. */
  readonly positions: (Position | undefined)[];
}

/** Where a branch stands: all that a redrive needs to go on from there. */
export class Position {
  /** Undefined until the first state is entered. */
  stay: Stay | undefined;
  /** Set while the state is a Map or Parallel whose branches have begun. */
  fan: Fan | undefined;
  /** What the branch answered, once it has. */
  output: Payload | undefined;
  readonly variables: Record<string, unknown> = Object.create(null);

  enter(stay: Stay): void {
    this.stay = stay;
    this.fan = undefined;
  }

  assign(values: Variables): void {
    Object.assign(this.variables, values);
  }

  /** Lets go of everything but the answer. */
  end(output: Payload): void {
    this.output = output;
    this.stay = undefined;
    this.fan = undefined;
  }
}
