import type { Blueprint } from "#simulation/blueprint.ts";
import type { Handlers } from "#simulation/handlers.ts";
import type { Architecture } from "./metering/functions.ts";

/** Something that enriches findings, ready to be put into a world. */
export interface System {
  readonly blueprint: Blueprint;
  /** What its functions run; the product's own handlers unless said. */
  readonly handlers?: Handlers;
  readonly architecture: Architecture;
  /** Where what it gives up waits for people. */
  readonly deadLetterQueueArn?: string;
}
