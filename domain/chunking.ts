import { jsonBytes } from "./bytes.ts";
import type { Group, InvestigateInput, SlimFinding } from "./contract.ts";

/**
 * What one execution takes on. 40 is the concurrency of an inline Map and keeps the history under 25,000 events; 100 findings
 * fit in one `BatchUpdateFindings`; 200 KiB leave room for 40 × (1,024 bytes of evidence + 400 of state) below 256 KiB.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html (read 2026-11-20)
 */
export const chunkLimits = { groups: 40, principals: 40, findings: 100, bytes: 200 * 1_024 } as const;

type Load = Readonly<Record<keyof typeof chunkLimits, number>>;

interface Piece {
  readonly group: Group;
  readonly load: Load;
}

const frame: Load = { groups: 0, principals: 0, findings: 0, bytes: jsonBytes({ v: 1, groups: [] }) };

/**
 * Cuts groups into inputs of executions, each within `chunkLimits`. A principal counts once per group it is in.
 * A group stays whole when it fits in an execution of its own; else it is cut between findings. No finding is cut, lost or
 * doubled. One finding always fits: its texts, 40 principals and 100 exclusions are bounded (the tests hold the sum).
 */
export function chunk(groups: readonly Group[]): readonly InvestigateInput[] {
  const chunks: InvestigateInput[] = [];
  let open: { groups: Group[]; load: Load } | undefined;
  for (const { group, load } of groups.flatMap(pieces)) {
    if (open && fits(sum(open.load, load))) {
      open.groups.push(group);
      open.load = sum(open.load, load);
    } else {
      open = { groups: [group], load: sum(frame, load) };
      chunks.push({ v: 1, groups: open.groups });
    }
  }
  return chunks;
}

function pieces(group: Group): readonly Piece[] {
  const start: Load = {
    groups: 1,
    principals: group.principals.length,
    findings: 0,
    bytes: jsonBytes({ principals: group.principals, findings: [] }) + comma,
  };
  const cut: { findings: SlimFinding[]; load: Load }[] = [];
  for (const finding of group.findings) {
    const load: Load = { groups: 0, principals: 0, findings: 1, bytes: jsonBytes(finding) + comma };
    const last = cut.at(-1);
    if (last && fits(sum(frame, sum(last.load, load)))) {
      last.findings.push(finding);
      last.load = sum(last.load, load);
    } else {
      cut.push({ findings: [finding], load: sum(start, load) });
    }
  }
  return cut.map(({ findings, load }) => ({ group: { principals: group.principals, findings }, load }));
}

// Counted after every element, the last one too: at most 41 + 40 bytes too many.
const comma = 1;

function sum(a: Load, b: Load): Load {
  return {
    groups: a.groups + b.groups,
    principals: a.principals + b.principals,
    findings: a.findings + b.findings,
    bytes: a.bytes + b.bytes,
  };
}

function fits(load: Load): boolean {
  return (
    load.groups <= chunkLimits.groups &&
    load.principals <= chunkLimits.principals &&
    load.findings <= chunkLimits.findings &&
    load.bytes <= chunkLimits.bytes
  );
}
