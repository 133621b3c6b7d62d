import { unprocessedCodes } from "../../behaviour/plannable.ts";
import type { CallContext, Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { invalidInput, planned } from "./errors.ts";
import { importedEvent } from "./events.ts";
import { applyUpdate, type FieldsUpdate, fieldsUpdateIn } from "./fields-update.ts";
import type { Finding, FindingIdentifier } from "./finding.ts";
import { findingBytesMax, sizeOf } from "./finding-size.ts";
import { identifierIn, identifierKey } from "./identifiers.ts";
import { plannedFor } from "./principal-mention.ts";
import type { Refusal, SecurityHubState } from "./state.ts";
import { isVisible } from "./visibility.ts";

type Checked = { readonly identifier: FindingIdentifier } & (
  | { readonly updated: Finding }
  | { readonly refusal: Refusal }
);

/**
 * BatchUpdateFindings: a customer's update of the same fields of up to 100 findings. Input that breaks a limit fails the call;
 * a finding that cannot be updated is listed as unprocessed, and the call succeeds. `UpdatedAt` stays as it is.
 * Of a finding named twice, the first mention counts and the others are unprocessed.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindings.html
 */
export function batchUpdateFindings(state: SecurityHubState): Operation {
  return (value, call) => {
    const input = new Input(value, invalidInput);
    const identifiers = input.objects("FindingIdentifiers", { min: 1, max: 100 }).map(identifierIn);
    const update = fieldsUpdateIn(input);
    const seen = new Set<string>();
    const outcomes = new Map<FindingIdentifier, Refusal>();
    let failure: { readonly name: string; readonly lost: boolean } | undefined;
    const checked = identifiers.map((identifier): Checked => {
      const isTwin = seen.has(identifierKey(identifier));
      seen.add(identifierKey(identifier));
      const result = isTwin ? { refusal: refusalOf("DuplicatedFindingIdentifier") } : check(identifier, update, call);
      if ("failure" in result) failure ??= result.failure;
      return { identifier, ...result };
    });
    if (failure && !failure.lost) throw planned(failure.name);
    for (const one of checked) {
      if ("refusal" in one) outcomes.set(one.identifier, one.refusal);
      else write(one.identifier, one.updated, update);
    }
    if (failure) throw planned(failure.name);
    return answer(identifiers, outcomes);
  };

  function check(identifier: FindingIdentifier, update: FieldsUpdate, call: CallContext) {
    const { world, findings, errors } = state;
    const stored = findings.get(identifier);
    if (!stored || !isVisible(stored.head, call, world)) return { refusal: refusalOf("FindingNotFound") };
    const error = plannedFor(errors, "BatchUpdateFindings", stored.head);
    if (error && Object.hasOwn(unprocessedCodes, error.name)) return { refusal: refusalOf(error.name) };
    const refusal = state.refuse(identifier);
    if (refusal) return { refusal };
    const updated = applyUpdate(stored.head, update, world.clock.now());
    if (sizeOf(updated) > findingBytesMax) return { refusal: refusalOf("FindingSizeExceeded") };
    return { updated, ...(error ? { failure: error } : {}) };
  }

  function write(identifier: FindingIdentifier, updated: Finding, update: FieldsUpdate): void {
    const { world, findings } = state;
    const options = { visibleAtMs: world.clock.now() + state.updateLagMs(), customerFields: Object.keys(update) };
    const visibleAtMs = findings.put(identifier, updated, options);
    const emit = () => state.emit(importedEvent(world, updated));
    if (visibleAtMs <= world.clock.now()) emit();
    else world.clock.at(visibleAtMs, emit);
  }
}

const refusalOf = (code: string): Refusal => ({ ErrorCode: code, ErrorMessage: unprocessedCodes[code] ?? code });

function answer(identifiers: readonly FindingIdentifier[], refusals: ReadonlyMap<FindingIdentifier, Refusal>) {
  return {
    ProcessedFindings: identifiers.filter((identifier) => !refusals.has(identifier)),
    UnprocessedFindings: [...refusals].map(([identifier, refusal]) => ({ FindingIdentifier: identifier, ...refusal })),
  };
}
