import { SQSClient } from "@aws-sdk/client-sqs";
import { messageQueue } from "#adapters/message-queue.ts";
import type { Instant } from "#domain/instant.ts";
import { listAt, textAt } from "#domain/json.ts";
import { type Cloud, startCloud } from "#local/cloud.ts";
import { type DlqListReport, dlqList } from "../commands/dlq-list.ts";
import { dlqReplay } from "../commands/dlq-replay.ts";
import { type Burst, outageMs, outageStream, productOf } from "./outage-stream.ts";

/** Something the story shows, and whether it held. */
export interface Claim {
  readonly text: string;
  readonly holds: boolean;
}

const startAt = Date.UTC(2026, 10, 20, 12, 0, 0);
const home = { accountId: "111122223333", region: "eu-west-1" };
const replayRate = 10;
const maxAttempts = 5;

/**
 * Detective is down for two hours while 500 findings come in; afterwards the dead-letter queue is listed and replayed.
 * Everything is simulated, the time too: it takes some twenty seconds.
 * @param assembly folder of the synthesized template
 * @param say hears the story line by line, each with its virtual time
 */
export async function outageStory(assembly: string, say: (line: string) => void): Promise<readonly Claim[]> {
  const cloud = await startCloud({ assembly, ...home, startAtMs: startAt });
  const tell = (text: string, at: Instant = cloud.clock.now()) =>
    say(`${new Date(at).toISOString().slice(11, 16)}  ${text}`);
  try {
    const stream = outageStream(startAt, home);
    const findings = stream.flatMap(({ findings: some }) => some);
    await suffer(cloud, stream, tell);
    const between = count(cloud, stream);
    tell(`all is quiet: ${between.enriched} enriched, ${findings.length - between.enriched} not`);

    const listed = await list(cloud);
    for (const { reason, findings: some, replay } of listed.reasons) {
      tell(`dlq list: ${some} findings, ${reason}; a replay helps: ${replay}`);
    }
    const replayed = await replayAll(cloud);
    tell(
      `dlq replay: ${replayed.replayed} replayed, ${replayed.notReplayed.length} not replayed, ${replayed.notRemoved.length} replayed but not removed`,
    );
    await cloud.settled();
    const emptied = await list(cloud);
    const end = count(cloud, stream);
    const started = await investigationsByPrincipal(cloud);
    tell(`all is quiet: ${end.enriched} enriched, ${emptied.selected} in the dead-letter queue`);
    tell(`${sum(started)} investigations for ${started.size} principals`);
    return [
      {
        text: "the outage outlasted the retries of some findings, not of all",
        holds: isBetween(between.enriched, findings.length),
      },
      {
        text: "dlq list names every finding that is not enriched, and why",
        holds: explains(listed, findings.length - between.enriched),
      },
      { text: "dlq replay empties the queue", holds: replayed.replayed === listed.selected && emptied.selected === 0 },
      { text: "every finding is enriched", holds: end.enriched === findings.length },
      {
        text: "no investigation was started twice",
        holds: sum(started) === started.size && started.size === end.principals,
      },
    ];
  } finally {
    await cloud.close();
  }
}

/** The two hours, and what it takes until all is quiet. */
async function suffer(
  cloud: Cloud,
  stream: readonly Burst[],
  tell: (text: string, at?: Instant) => void,
): Promise<void> {
  const { Detective, SecurityHub } = cloud.services;
  Detective.outage(startAt, startAt + outageMs);
  tell("Detective stops answering: every operation fails");
  for (const { at, findings } of stream) {
    cloud.clock.at(at, () => {
      for (const finding of findings) SecurityHub.importFinding(finding);
    });
  }
  const [first, last] = [stream[0], stream.at(-1)];
  if (first) tell(`the first of ${stream.length} bursts of ${first.findings.length} findings comes in`, first.at);
  const deadLetters = cloud.outputs["DeadLetterQueueUrl"]?.split("/").at(-1);
  let parked = 0;
  cloud.observe((seen) => {
    if (seen.kind !== "message-sent" || seen.queue !== deadLetters) return;
    parked += 1;
    if (parked === 1) tell("the first retries are used up: findings are parked", seen.atMs);
  });
  cloud.clock.at(startAt + outageMs, () =>
    tell(`Detective is back; ${parked} findings are parked, the others still tried`),
  );
  if (last) cloud.clock.at(last.at, () => tell("the last burst comes in"));
  await cloud.settled();
}

function queuesOf(cloud: Cloud) {
  const { endpointUrl: endpoint, region } = cloud;
  const client = new SQSClient({ endpoint, region, credentials: { accessKeyId: "local", secretAccessKey: "local" } });
  const urlOf = (name: string) => cloud.outputs[name] ?? "";
  return {
    queue: messageQueue(urlOf("DeadLetterQueueUrl"), client),
    intake: messageQueue(urlOf("IntakeQueueUrl"), client),
    clock: cloud.clock,
  };
}

function list(cloud: Cloud): Promise<DlqListReport> {
  return dlqList(queuesOf(cloud), { selection: {}, rowsMax: 0 });
}

function replayAll(cloud: Cloud) {
  return dlqReplay(
    { ...queuesOf(cloud), decide: async () => "go" },
    { selection: {}, rate: replayRate, maxAttempts, resetAttempts: false },
  );
}

function count(cloud: Cloud, stream: readonly Burst[]) {
  const findings = stream.flatMap(({ findings: some }) => some);
  const isEnriched = (id: string) => {
    const stored = cloud.services.SecurityHub.finding(productOf(home), id);
    return textAt(stored, "UserDefinedFields", "investigate") === "complete";
  };
  return {
    enriched: findings.filter((finding) => isEnriched(textAt(finding, "Id") ?? "")).length,
    principals: new Set(findings.map((finding) => textAt(listAt(finding, "Resources")[0], "Id"))).size,
  };
}

function explains({ selected, reasons }: DlqListReport, missing: number): boolean {
  return selected === missing && reasons.length > 0 && reasons.every(({ reason }) => reason === "service-unavailable");
}

async function investigationsByPrincipal(cloud: Cloud): Promise<ReadonlyMap<string, number>> {
  const ask = async (operation: string, input: object) => cloud.services.Detective.operations[operation]?.(input, home);
  const GraphArn = textAt(listAt(await ask("ListGraphs", {}), "GraphList")[0], "Arn");
  const started = new Map<string, number>();
  let NextToken: string | undefined;
  do {
    const page = await ask("ListInvestigations", { GraphArn, MaxResults: 100, ...(NextToken && { NextToken }) });
    for (const one of listAt(page, "InvestigationDetails")) {
      const principal = textAt(one, "EntityArn") ?? "";
      started.set(principal, (started.get(principal) ?? 0) + 1);
    }
    NextToken = textAt(page, "NextToken");
  } while (NextToken !== undefined);
  return started;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, some) => total + some, 0);
}

function isBetween(count: number, all: number): boolean {
  return count > 0 && count < all;
}
