import { firstGraph, type PeerCalls } from "./peer-calls.ts";
import type { PeerFinding } from "./peer-finding.ts";
import { thesisPrincipal } from "./thesis-principal.ts";

const dayMs = 86_400_000;

/** Starts an investigation of the day before and the day after the finding; what lies in the future is cut off, as a kindness. */
export async function thesisStart(call: PeerCalls, finding: PeerFinding, nowMs: number) {
  const EntityArn = thesisPrincipal(finding);
  const createdMs = Date.parse(finding.CreatedAt ?? "");
  const ScopeStartTime = new Date(createdMs - dayMs);
  const ScopeEndTime = new Date(Math.min(createdMs + dayMs, nowMs));
  const GraphArn = await firstGraph(call);
  const started = await call("Detective", "StartInvestigation", { GraphArn, EntityArn, ScopeStartTime, ScopeEndTime });
  return { GraphArn, InvestigationId: started["InvestigationId"] };
}
