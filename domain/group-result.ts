import * as z from "zod";
import { EnrichOutput, InvestigateOutput, PrincipalState } from "./contract.ts";
import { parseJson } from "./json.ts";

/** A principal of a group as the last state that told of it left it. */
export interface PrincipalResult {
  readonly arn: string;
  readonly kind: PrincipalState["kind"];
  readonly how?: string;
  readonly region?: string;
  readonly investigationId?: string;
  readonly severity?: string;
  /** Error, or why it cannot be investigated. */
  readonly reason?: string;
}

/** Finding versions of a group by outcome; `left`: not even parked, for the sweep to put back. */
export type GroupOutcome = EnrichOutput & { readonly left: number };

/** What the output of a state tells of its group, read by its shape: states may be renamed. */
export type GroupResult =
  | { readonly kind: "principals"; readonly principals: readonly PrincipalResult[] }
  | { readonly kind: "outcome"; readonly outcome: GroupOutcome }
  | { readonly kind: "nothing" };

const WithPrincipals = z.object({ principals: z.array(PrincipalState) });
const Outcome = EnrichOutput.extend({ left: InvestigateOutput.shape.left.optional() });

export function groupResult(output: string | undefined): GroupResult {
  const parsed = parseJson(output ?? "");
  if (parsed.kind === "rejected") return { kind: "nothing" };
  const outcome = Outcome.safeParse(parsed.value);
  if (outcome.success) return { kind: "outcome", outcome: { ...outcome.data, left: outcome.data.left ?? 0 } };
  const group = WithPrincipals.safeParse(parsed.value);
  if (group.success) return { kind: "principals", principals: group.data.principals.map(principalResult) };
  return { kind: "nothing" };
}

/** A principal without what only the next state needs. */
export function principalResult(state: PrincipalState): PrincipalResult {
  const { arn, kind } = state;
  switch (state.kind) {
    case "start":
      return { arn, kind, region: state.region };
    case "running":
      return { arn, kind, how: state.how, region: state.region, investigationId: state.investigationId };
    case "investigated": {
      const { how, region, investigationId, severity } = state;
      return { arn, kind, how, region, investigationId, ...(severity && { severity }) };
    }
    case "not-investigable":
      return { arn, kind, reason: state.reason };
    default: {
      const { investigationId, error: reason } = state;
      return { arn, kind, reason, ...(investigationId !== undefined && { investigationId }) };
    }
  }
}
