import { envelopeOf } from "#local/cloud/envelope.ts";
import type { SimulatedCloud } from "../cloud.ts";
import type { Act } from "./act.ts";

/** What names a finding. */
export interface FindingName {
  readonly ProductArn: string;
  readonly Id: string;
}

/** Somebody sends findings, as Security Hub shows them just then, with the custom action *Investigate*. */
export function clicks(atMs: number, names: readonly FindingName[]): Act {
  return {
    atMs,
    what: `somebody asks for ${names.length} findings to be investigated`,
    play(cloud) {
      const shown = names.flatMap((name) => cloud.services.SecurityHub.finding(name.ProductArn, name.Id) ?? []);
      if (shown.length > 0) cloud.putEvent(clickEvent(cloud, shown));
    },
  };
}

/** The event of that custom action. */
export function clickEvent(
  { blueprint, clock }: SimulatedCloud,
  findings: readonly unknown[],
): Readonly<Record<string, unknown>> {
  const { accountId: account, region, outputs } = blueprint;
  const detail = { actionName: "Investigate", actionDescription: "Investigate with Detective", findings };
  const event = {
    source: "aws.securityhub",
    detailType: "Security Hub Findings - Custom Action",
    account,
    region,
    resources: [outputs["CustomActionArn"] ?? ""],
    detail,
  };
  return { ...envelopeOf({ ...event, atMs: clock.now() }, `click-${clock.now()}`) };
}
