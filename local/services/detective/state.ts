import type { PlannedErrors } from "../../behaviour/planned-error.ts";
import type { Behaviour } from "../../behaviour.ts";
import type { World } from "../../service.ts";
import type { Graphs } from "./graphs.ts";
import type { Investigations } from "./investigations.ts";

/** What the operations of the simulated Detective share. */
export interface DetectiveState {
  readonly world: World;
  readonly behaviour: Behaviour;
  readonly errors: PlannedErrors;
  readonly graphs: Graphs;
  readonly investigations: Investigations;
  readonly listLagMs: () => number;
}
