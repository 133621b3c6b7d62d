import { type Chance, chanceOf } from "#simulation/chance.ts";
import type { EventPassage, Hooks } from "#simulation/hooks.ts";
import type { Act } from "#simulation/story/act.ts";
import { burstOptions } from "./burst.ts";
import { crowd, type Sent } from "./crowd.ts";
import { rewritten } from "./finding.ts";
import { imported, type Scene } from "./scene.ts";

/**
 * The burst with everything that comes twice: 30 of 100 events are delivered again, findings of the member account come from
 * there as well, 20 of 100 findings are written again by their provider without anything new in them, and another tool marks
 * 20 of 100 as NOTIFIED.
 */
export function duplicates(seed: string, scale: number): Scene {
  const scene = crowd(burstOptions(seed, scale), echoes);
  return { ...scene, hooks: { ...scene.hooks, event: twins(chanceOf(`${seed}/twins`)) } };
}

const home = "111122223333";

function twins(chance: Chance): Hooks["event"] {
  return (event) => {
    if (event["source"] !== "aws.securityhub") return undefined;
    const passages: EventPassage[] = [{ event, delayMs: 0 }];
    const [again, delayMs, twinDelayMs] = [chance.happens(0.3), chance.integer(1, 90_000), chance.integer(500, 5_000)];
    if (again) passages.push({ event, delayMs });
    const account = accountOf(event);
    if (account !== home) passages.push({ event: { ...event, id: chance.uuid(), account }, delayMs: twinDelayMs });
    return passages;
  };
}

function accountOf({ detail }: Readonly<Record<string, unknown>>): string {
  const { findings } = detail as { readonly findings: readonly { readonly AwsAccountId: string }[] };
  return findings[0]?.AwsAccountId ?? home;
}

function echoes(sent: readonly Sent[], chance: Chance): readonly Act[] {
  return sent.flatMap(({ finding, atMs }) => {
    const [again, notified] = [chance.happens(0.2), chance.happens(0.2)];
    const [againAtMs, notifiedAtMs] = [atMs + chance.integer(30, 300) * 1_000, atMs + chance.integer(30, 300) * 1_000];
    return [
      ...(again ? [imported(rewritten(finding, againAtMs), againAtMs)] : []),
      ...(notified ? [marked(finding, notifiedAtMs)] : []),
    ];
  });
}

function marked({ Id, ProductArn }: Sent["finding"], atMs: number): Act {
  const update = { FindingIdentifiers: [{ Id, ProductArn }], Workflow: { Status: "NOTIFIED" } };
  return {
    atMs,
    what: `another tool marks ${Id} as NOTIFIED`,
    play: (cloud) => void cloud.call("SecurityHub", "BatchUpdateFindings", update),
  };
}
