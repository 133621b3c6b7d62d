import { describe, expect, it } from "vitest";
import { dlqReplay } from "#cli/commands/dlq-replay.ts";
import type { HoldingQueue, SendingQueue } from "#domain/message-queue.ts";
import { list, queuesOf, replay, replayOptions, startsOf, writesOf } from "./dead-letter-queue.ts";
import { aFinding, fieldsOf, localAws, roleArn } from "./local-aws.ts";

const names = ["one", "two"] as const;
const holdMs = 300_000;

type Moment = "before" | "after";

/** Dies at its n-th send or removal, before or after the call has had its effect; nothing works from then on. */
class Killed {
  count = 0;
  readonly n: number;
  readonly moment: Moment;
  constructor(n: number, moment: Moment) {
    this.n = n;
    this.moment = moment;
  }
  get isDead(): boolean {
    return this.count > this.n;
  }
  async effect<T>(work: () => Promise<T>): Promise<T> {
    this.check();
    if (this.moment === "before") this.die();
    const answer = await work();
    if (this.moment === "after") this.die();
    return answer;
  }
  check(): void {
    if (this.isDead) throw new Error("killed");
  }
  die(): void {
    this.count += 1;
    this.check();
  }
  queue(queue: HoldingQueue): HoldingQueue {
    const alive = <T>(work: () => Promise<T>) => {
      this.check();
      return work();
    };
    return {
      depth: () => alive(() => queue.depth()),
      receive: async (hold, wait) => alive(() => queue.receive(hold, wait)),
      hold: async (messages, seconds) => alive(() => queue.hold(messages, seconds)),
      remove: (messages) => this.effect(() => queue.remove(messages)),
    };
  }
  intake(intake: SendingQueue): SendingQueue {
    return { send: (messages) => this.effect(() => intake.send(messages)) };
  }
}

/** Two findings, parked because Security Hub refused the first update of each. Their investigations are done. */
async function refused() {
  const errors = [{ operation: "BatchUpdateFindings", name: "FindingSizeExceeded", times: 1 }];
  const principals = Object.fromEntries(names.map((name) => [roleArn(name), { durationSeconds: 120, errors }]));
  const cloud = await localAws({ principals });
  const release = cloud.clock.hold();
  for (const name of names) cloud.services.SecurityHub.importFinding(aFinding(name, [name]));
  release();
  await cloud.settled();
  return cloud;
}

// Two sends and two removals, one message each, at one a second.
const deaths = [0, 1, 2, 3].flatMap((n) => (["before", "after"] as const).map((moment) => ({ n, moment })));

describe("gumshoe dlq replay", () => {
  it.each(deaths)("killed $moment effect $n loses nothing and has nothing done twice", async ({ n, moment }) => {
    const cloud = await refused();
    expect(await list(cloud)).toMatchObject({ selected: 2, reasons: [{ reason: "finding-size-exceeded" }] });
    const [starts, writes] = [startsOf(cloud), writesOf(cloud)];

    const killed = new Killed(n, moment);
    const { queue, intake } = queuesOf(cloud);
    const instantly = { now: () => cloud.clock.now(), sleep: async () => {} };
    const ports = { queue: killed.queue(queue), intake: killed.intake(intake), clock: instantly };
    await dlqReplay({ ...ports, decide: async () => "go" }, { ...replayOptions, rate: 1 }).catch(() => undefined);
    expect(killed.isDead).toBe(true);
    // The pipeline works on what it got; what the dead run held comes free.
    await cloud.clock.sleep(holdMs);
    await cloud.settled();

    await replay(cloud);
    expect(await list(cloud)).toMatchObject({ selected: 0, queue: { read: 0, heldByOthers: 0 } });
    expect(names.map((name) => fieldsOf(cloud, name)["investigate"])).toEqual(["complete", "complete"]);
    expect(startsOf(cloud)).toBe(starts);
    expect(writesOf(cloud) - writes).toBe(names.length);
  });
});
