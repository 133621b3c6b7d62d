import type { JsonRecord } from "#local/services/request/record.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { momentsOf, withActs } from "../moments.ts";
import { moveDeadLetters } from "./dead-letters.ts";

const row = 70;
const minuteMs = 60_000;
const replayMark = "replay-name";

/** Everything that the default bus has seen. */
class Archive {
  readonly #events: JsonRecord[] = [];
  readonly #stage: Stage;
  /** Whether it takes in what was replayed, as a rule without `replay-name` does. */
  readonly #all: boolean;

  constructor(stage: Stage, all: boolean) {
    this.#stage = stage;
    this.#all = all;
  }

  take(event: JsonRecord): undefined {
    if (this.#all || event[replayMark] === undefined) this.#events.push(event);
  }

  /** Puts all of it on the bus again within some minutes, in any order: EventBridge promises none. */
  replay(cloud: SimulatedCloud, name: string): void {
    const { chance } = this.#stage;
    for (const event of chance.shuffled(this.#events)) {
      const afterMs = chance.integer(0, 5 * minuteMs);
      cloud.clock.at(cloud.clock.now() + afterMs, () => cloud.putEvent({ ...event, [replayMark]: name }));
    }
  }
}

const eventsReplayed: FaultKind = {
  name: "events-replayed",
  row,
  what: "somebody replays every event from EventBridge's archive, once or several times: old versions, echoes and failed executions too",
  arm(stage) {
    const archive = new Archive(stage, false);
    return {
      hooks: { event: (event) => archive.take(event) },
      story: (story) =>
        withActs(
          story,
          momentsOf(stage, story).map((atMs, index) => ({
            atMs,
            what: "somebody replays the archive",
            play: (cloud) => {
              if (stage.strike("events:StartReplay")) archive.replay(cloud, `replay-${index}`);
            },
          })),
        ),
    };
  },
};

const replayReplayed: FaultKind = {
  name: "replay-replayed",
  row,
  what: "somebody replays every event, and a while later every event again, those of the first replay included",
  arm(stage) {
    const archive = new Archive(stage, true);
    return {
      hooks: { event: (event) => archive.take(event) },
      story(story) {
        const [atMs = story.startAtMs] = momentsOf(stage, story);
        const againMs = atMs + stage.chance.integer(1, 45) * minuteMs;
        const play = (cloud: SimulatedCloud) => {
          if (stage.strike("events:StartReplay")) archive.replay(cloud, `replay-at-${cloud.clock.now()}`);
        };
        const what = "somebody replays the archive, its own replays included";
        return withActs(
          story,
          [atMs, againMs].map((at) => ({ atMs: at, what, play })),
        );
      },
    };
  },
};

/** A minute before faults stop: hours after the last act, when all is over. */
const everythingReplayed: FaultKind = {
  name: "everything-replayed",
  row,
  what: "when all is over somebody replays everything: every event, and every dead letter after what they waited for was mended",
  arm(stage) {
    const archive = new Archive(stage, false);
    return {
      hooks: { event: (event) => archive.take(event) },
      story(story) {
        const play = (cloud: SimulatedCloud) => {
          if (!stage.strike("events:StartReplay")) return;
          archive.replay(cloud, "everything");
          moveDeadLetters(cloud);
        };
        return withActs(story, [{ atMs: stage.endsAtMs - minuteMs, what: "somebody replays everything", play }]);
      },
    };
  },
};

export const eventReplays: readonly FaultKind[] = [eventsReplayed, replayReplayed, everythingReplayed];
