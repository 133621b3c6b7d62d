import { chunk } from "./chunking.ts";
import type { InvestigateInput, SlimFinding } from "./contract.ts";
import { groupFindings } from "./grouping.ts";
import type { Arrived } from "./intake.ts";
import { executionName, findingKeyText } from "./key.ts";
import { lookedAtInTurn } from "./turn.ts";

/** What one execution is asked to do, and whose messages it answers for. */
export interface WorkOrder {
  readonly input: InvestigateInput;
  readonly findings: readonly SlimFinding[];
  /** The messages that brought these findings. */
  readonly messageIds: readonly string[];
  /** The execution's name; with a suffix where that is taken. */
  readonly name: (suffix?: number) => string;
}

/** The executions that the findings of one batch need. The same messages make the same orders, in whatever order they come. */
export function workOrders(arrived: readonly Arrived[]): readonly WorkOrder[] {
  const senders = sendersOf(arrived);
  const batchMessageIds = [...new Set(arrived.map(({ messageId }) => messageId))];
  return chunk(lookedAtInTurn(groupFindings(arrived.map(({ finding }) => finding)))).map((input, number) => {
    const findings = input.groups.flatMap((group) => group.findings);
    const messageIds = new Set(findings.flatMap((finding) => senders.get(versionKey(finding)) ?? []));
    return {
      input,
      findings,
      messageIds: [...messageIds],
      name: (suffix) => executionName(input, batchMessageIds, number, suffix),
    };
  });
}

// Copies of one version collapse into one finding, which then answers for all their messages.
function sendersOf(arrived: readonly Arrived[]): ReadonlyMap<string, readonly string[]> {
  const senders = new Map<string, string[]>();
  for (const { finding, messageId } of arrived) {
    const key = versionKey(finding);
    senders.set(key, [...(senders.get(key) ?? []), messageId]);
  }
  return senders;
}

/** One text per finding version. */
export function versionKey(finding: SlimFinding): string {
  return JSON.stringify([findingKeyText(finding), finding.version]);
}
