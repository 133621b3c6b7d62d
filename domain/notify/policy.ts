import type { FindingBrief } from "../brief/finding-brief.ts";
import { parseInstant } from "../instant.ts";
import type { Settings } from "../settings.ts";
import { type Change, changeSince, type Told } from "./change.ts";
import { gravityOf, gravityOfLabel } from "./words.ts";

/** The settings that say who is told of what. */
export type NotifySettings = Pick<
  Settings,
  "notifySeverityFloor" | "notifyProducts" | "notifyAccounts" | "notifyWorkflowStates" | "digest" | "fastAlert"
>;

/** What becomes of the news of a finding. */
export type Decision =
  /** Mail and chat. */
  | { readonly kind: "message"; readonly change?: Change }
  /** The chat alone, where there is one: nobody is called. */
  | { readonly kind: "thread"; readonly change?: Change }
  | { readonly kind: "digest" }
  | { readonly kind: "silent"; readonly reason: Silence };

export type Silence = "sample" | "product" | "account" | "workflow-state" | "told" | "older-version" | "below-floor";

/**
 * Whether people are told of a finding version, and how. The first time it is the finding itself that calls: its severity, or the
 * verdict on it, reaches the floor. After that each real change is told once, whatever the status of the workflow is set back to and
 * however often the activity is seen. An investigation that failed calls nobody by itself: of a finding that people know of already,
 * it is said where they talk about it.
 * @param told what people were told of it last
 */
export function decide(brief: FindingBrief, told: Told | undefined, settings: NotifySettings): Decision {
  const unwanted = unwantedBecause(brief, settings);
  if (unwanted !== undefined) return { kind: "silent", reason: unwanted };
  if (told && isOlder(brief, told)) return { kind: "silent", reason: "older-version" };
  const change = told && changeSince(told, brief);
  if (told && !change) return { kind: "silent", reason: "told" };

  const isKnown = told?.how === "message";
  if (!isKnown && gravityOf(brief) < gravityOfLabel(settings.notifySeverityFloor)) {
    return settings.digest === "off" ? { kind: "silent", reason: "below-floor" } : { kind: "digest" };
  }
  const kind = isKnown && brief.outcome === "parked" ? "thread" : "message";
  return { kind, ...(change && { change }) };
}

function unwantedBecause(brief: FindingBrief, settings: NotifySettings): Silence | undefined {
  const { finding, case: state } = brief;
  const { notifyProducts, notifyAccounts, notifyWorkflowStates } = settings;
  if (finding.sample) return "sample";
  if (notifyProducts.length > 0 && !notifyProducts.includes(finding.product)) return "product";
  if (notifyAccounts.length > 0 && !notifyAccounts.includes(finding.accountId)) return "account";
  return notifyWorkflowStates.includes(state.status) ? undefined : "workflow-state";
}

/** Events may come in any order: what is old is no news. */
function isOlder({ finding }: FindingBrief, { version }: Told): boolean {
  const [asked, known] = [parseInstant(finding.version), parseInstant(version)];
  return asked !== undefined && known !== undefined && asked < known;
}
