import type { BusEvent } from "#domain/bus-event.ts";
import { aBrief } from "./brief.ts";

type Enriched = Extract<BusEvent, { detailType: "Finding Enriched" }>;

/** What the bus carries of an enriched finding; `brief` decides what the rest says. */
export function anEnrichedEvent(brief = aBrief(), over: Partial<Enriched["detail"]> = {}): Enriched {
  const { id, productArn, version, accountId, region, type } = brief.finding;
  return {
    detailType: "Finding Enriched",
    detail: {
      v: 1,
      finding: { id, productArn, version, accountId, region, severity: brief.severity.label, type },
      verdict: brief.verdict,
      principals: [{ arn: "arn:aws:iam::111122223333:role/pipeline/ci-deploy", outcome: "investigated" }],
      excluded: [],
      executionArn: "arn:aws:states:eu-west-1:111122223333:execution:investigate:x",
      outcome: "enriched",
      brief,
      ...over,
    },
  };
}

/** An event as EventBridge puts it into a queue. */
export function asQueued({ detailType, detail }: BusEvent): string {
  return JSON.stringify({
    version: "0",
    id: "6f5c6b0e-8f0a-4f65-9c7c-0e2f3c4d5e6f",
    "detail-type": detailType,
    source: "gumshoe",
    account: "111122223333",
    time: "2026-11-19T02:28:30Z",
    region: "eu-west-1",
    resources: [],
    detail,
  });
}
