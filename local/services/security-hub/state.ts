import type { PlannedErrors } from "../../behaviour/planned-error.ts";
import type { World } from "../../service.ts";
import type { ActionTarget } from "./action-target-operations.ts";
import type { AutomationRules } from "./automation-rules.ts";
import type { SecurityHubEvent } from "./events.ts";
import type { FindingIdentifier } from "./finding.ts";
import type { FindingAggregators } from "./finding-aggregator.ts";
import type { FindingStore } from "./finding-store.ts";
import type { Subscription } from "./subscription.ts";

/** A finding of BatchUpdateFindings that is not updated, and why. */
export interface Refusal {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** What the operations of the simulated Security Hub share. */
export interface SecurityHubState {
  readonly world: World;
  readonly errors: PlannedErrors;
  readonly findings: FindingStore;
  readonly rules: AutomationRules;
  readonly actionTargets: Map<string, ActionTarget>;
  readonly subscription: Subscription;
  /** The organization's delegated administrator: the world's account, unless another one is named. */
  readonly administrators: Set<string>;
  readonly aggregators: FindingAggregators;
  /** How long until an update by BatchUpdateFindings is visible, ms. */
  readonly updateLagMs: () => number;
  /** How long until a provider's import can be read, ms. */
  readonly importLagMs: () => number;
  readonly refuse: (identifier: FindingIdentifier) => Refusal | undefined;
  emit(event: SecurityHubEvent): void;
}
