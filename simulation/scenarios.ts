import { ordinaryScenarios } from "./scenarios/ordinary.ts";
import { recoveringScenarios } from "./scenarios/recovering.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { troubledScenarios } from "./scenarios/troubled.ts";

/** Everything in which a crash is tried out at every service call. */
export const scenarios: readonly Scenario[] = [...ordinaryScenarios, ...troubledScenarios, ...recoveringScenarios];
