import { plannedErrors } from "../behaviour/planned-error.ts";
import type { Behaviour } from "../behaviour.ts";
import { defaultBehaviour } from "../behaviour.ts";
import type { Service, World } from "../service.ts";
import type { Rate } from "./rate-limit.ts";
import { copyJson } from "./request/json-copy.ts";
import { withRates } from "./request/operations.ts";
import {
  type ActionTarget,
  createActionTarget,
  deleteActionTarget,
  describeActionTargets,
} from "./security-hub/action-target-operations.ts";
import {
  enableOrganizationAdminAccount,
  getAdministratorAccount,
  listOrganizationAdminAccounts,
} from "./security-hub/administrator.ts";
import { batchDeleteAutomationRules, batchUpdateAutomationRules } from "./security-hub/automation-rule-changes.ts";
import {
  batchGetAutomationRules,
  createAutomationRule,
  listAutomationRules,
} from "./security-hub/automation-rule-operations.ts";
import { automationRules } from "./security-hub/automation-rules.ts";
import { batchImportFindings } from "./security-hub/batch-import-findings.ts";
import { batchUpdateFindings } from "./security-hub/batch-update-findings.ts";
import { limitExceeded } from "./security-hub/errors.ts";
import type { SecurityHubEvent } from "./security-hub/events.ts";
import type { Finding, FindingIdentifier } from "./security-hub/finding.ts";
import { findingAggregatorOperations, findingAggregators } from "./security-hub/finding-aggregator.ts";
import { findingStore } from "./security-hub/finding-store.ts";
import { getFindings } from "./security-hub/get-findings.ts";
import { type ImportOutcome, importFinding, putFinding } from "./security-hub/provider-import.ts";
import { securityHubRoutes } from "./security-hub/routes.ts";
import type { Refusal, SecurityHubState } from "./security-hub/state.ts";
import { describeHub, disableSecurityHub, enableSecurityHub, subscribedOnly } from "./security-hub/subscription.ts";

export type { SecurityHubEvent } from "./security-hub/events.ts";

export interface SecurityHubOptions {
  readonly behaviour?: Behaviour;
  /** How long until an update by BatchUpdateFindings is visible and its event goes out, ms. Default 0. */
  readonly updateLagMs?: number | (() => number);
  /** How long until what a provider imports can be read, ms; its event goes out at once. Default 0. */
  readonly importLagMs?: () => number;
  /** Makes BatchUpdateFindings leave a finding unprocessed. */
  readonly refuse?: (identifier: FindingIdentifier) => Refusal | undefined;
  /**
   * Whether an automation rule adds its user-defined fields to those of the finding, or replaces them all. AWS documents
   * neither. Default "merge".
   */
  readonly ruleUserDefinedFields?: "merge" | "replace";
}

export interface SecurityHub extends Service {
  /**
   * Stores a finding exactly as it stands: no automation rule, no event. False, and nothing stored, when the hub already
   * holds this version (`UpdatedAt`) or a newer one: an event that comes twice does not undo what happened in between.
   * @throws {ServiceError} the finding has no identity
   */
  putFinding(finding: Finding): boolean;
  /** What BatchImportFindings does for one finding, without holding it to the letter of the format. @throws {ServiceError} it has no identity */
  importFinding(finding: Finding): ImportOutcome;
  /** Deletes a finding, as Security Hub does 90 days after the last update: no event. */
  forgetFinding(productArn: string, id: string): void;
  /** A copy of a finding as it was last written, whether visible already or not. */
  finding(productArn: string, id: string): Finding | undefined;
  /** Calls the listener with every event, until the returned function is called. */
  onEvent(listener: (event: SecurityHubEvent) => void): () => void;
}

/** @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html for the rates */
const rates: Readonly<Record<string, Rate>> = { GetFindings: { perSecond: 3, burst: 6 } };
const otherRate: Rate = { perSecond: 10, burst: 30 };

/** AWS Security Hub CSPM: findings with their updates, automation rules and events. Its home Region aggregates all others. */
export function securityHubService(world: World, options: SecurityHubOptions = {}): SecurityHub {
  const listeners = new Set<(event: SecurityHubEvent) => void>();
  const state = stateOf(world, options, (event) => {
    for (const listener of listeners) listener(event);
  });
  return {
    name: "SecurityHub",
    signingName: "securityhub",
    protocol: { kind: "rest-json", routes: securityHubRoutes, timestamps: "iso" },
    operations: withRates(
      subscribedOnly(state, operationsOf(state)),
      world.clock,
      { operations: rates, other: otherRate },
      limitExceeded,
    ),
    putFinding: (finding) => putFinding(state, finding),
    importFinding: (finding) => importFinding(state, finding),
    forgetFinding: (productArn, id) => state.findings.delete({ ProductArn: productArn, Id: id }),
    finding: (productArn, id) => copyJson(state.findings.get({ ProductArn: productArn, Id: id })?.head),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function stateOf(world: World, options: SecurityHubOptions, emit: SecurityHubState["emit"]): SecurityHubState {
  const lag = options.updateLagMs ?? 0;
  return {
    world,
    errors: plannedErrors(options.behaviour ?? defaultBehaviour),
    findings: findingStore(),
    rules: automationRules(options.ruleUserDefinedFields !== "replace"),
    actionTargets: new Map<string, ActionTarget>(),
    subscription: { since: new Date(world.clock.now()), off: new Set() },
    administrators: new Set([world.accountId]),
    aggregators: findingAggregators(world),
    updateLagMs: typeof lag === "number" ? () => lag : lag,
    importLagMs: options.importLagMs ?? (() => 0),
    refuse: options.refuse ?? (() => undefined),
    emit,
  };
}

function operationsOf(state: SecurityHubState): Service["operations"] {
  return {
    ...findingAggregatorOperations(state),
    BatchDeleteAutomationRules: batchDeleteAutomationRules(state),
    BatchGetAutomationRules: batchGetAutomationRules(state),
    BatchImportFindings: batchImportFindings(state),
    BatchUpdateAutomationRules: batchUpdateAutomationRules(state),
    BatchUpdateFindings: batchUpdateFindings(state),
    CreateActionTarget: createActionTarget(state),
    CreateAutomationRule: createAutomationRule(state),
    DeleteActionTarget: deleteActionTarget(state),
    DescribeActionTargets: describeActionTargets(state),
    DescribeHub: describeHub(state),
    DisableSecurityHub: disableSecurityHub(state),
    EnableOrganizationAdminAccount: enableOrganizationAdminAccount(state),
    EnableSecurityHub: enableSecurityHub(state),
    GetAdministratorAccount: getAdministratorAccount(state),
    GetFindings: getFindings(state),
    ListAutomationRules: listAutomationRules(state),
    ListOrganizationAdminAccounts: listOrganizationAdminAccounts(state),
  };
}
