import type { BenchResult, WorkloadName } from "../result.ts";
import { figure } from "./figures.ts";

interface Known {
  readonly label: string;
  readonly about: string;
}

export const knownWorkloads: Readonly<Record<WorkloadName, Known>> = {
  single: {
    label: "Single",
    about:
      "One finding about one role at a time, which every system reads right, in a cloud where nothing is warm and nothing can be shared. Investigations last between 120 and 180 seconds, every length as likely.",
  },
  burst: {
    label: "Burst",
    about:
      "An incident: many findings about a tenth as many principals, within 60 seconds. Six principals of ten are roles, four are users, and seven findings of ten name an access key of theirs; one in ten is not from GuardDuty, one in twenty is CRITICAL. The workloads below are made of the same.",
  },
  flood: {
    label: "Flood",
    about:
      "More findings than the API quotas let anybody write at once, one different update for every principal: how near a system comes to the bound.",
  },
  duplicates: {
    label: "Duplicates",
    about:
      "The burst with 30 of 100 events delivered twice, the findings of the member account from there as well, 20 of 100 findings written again by their provider with nothing new in them, 20 of 100 marked by another tool, and the echoes of a system's own updates.",
  },
  faults: {
    label: "Faults",
    about: "The burst while 5 of 100 calls are throttled, 1 of 100 fails and 1 of 100 invocations crashes.",
  },
  longTail: {
    label: "Long tail",
    about: "Investigations of 150 seconds in the middle and up to an hour (lognormal); 1 of 100 never ends.",
  },
  soak: {
    label: "Soak",
    about:
      "Findings of 30 simulated days, 85 of 100 from incidents, in two clouds at once that share them. Six of 240 shifts of three hours are looked at by all invariants of the simulation.",
  },
};

/** The name of a workload, and its size where the result tells it. */
export function workloadTitle(workload: WorkloadName, { workloads }: BenchResult): string {
  const { findings, principals } = workloads[workload]?.gumshoe ?? {};
  const sizes = [
    ...(findings === undefined ? [] : [many(findings, "finding")]),
    ...(principals === undefined ? [] : [many(principals, "principal")]),
  ];
  const { label } = knownWorkloads[workload];
  return sizes.length === 0 ? label : `${label}: ${sizes.join(", ")}`;
}

function many(count: number, noun: string): string {
  return `${figure(count)} ${noun}${count === 1 ? "" : "s"}`;
}
