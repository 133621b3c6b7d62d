import type { Queue } from "./queue.ts";
import type { Queues } from "./queues.ts";

// @see docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
export const movedPerSecondMax = 500;

/** Moves the messages of a dead-letter queue to their sources, or all to one queue, at a rate, on the clock. */
export class MoveTask {
  readonly handle: string;
  readonly source: Queue;
  readonly destination: Queue | undefined;
  readonly perSecond: number | undefined;
  readonly startedAtMs: number;
  readonly toMove: number;
  status: "RUNNING" | "COMPLETED" | "CANCELLED" | "FAILED" = "RUNNING";
  moved = 0;
  failureReason: string | undefined;
  readonly #queues: Queues;
  #cancelTimer: () => void;

  constructor(queues: Queues, id: string, source: Queue, destination?: Queue, perSecond?: number) {
    this.handle = Buffer.from(JSON.stringify({ taskId: id, sourceArn: source.arn })).toString("base64");
    this.source = source;
    this.destination = destination;
    this.perSecond = perSecond;
    this.startedAtMs = queues.world.clock.now();
    this.toMove = source.counts().visible;
    this.#queues = queues;
    this.#cancelTimer = queues.world.clock.at(this.startedAtMs, () => this.#moveSome());
  }

  cancel(): void {
    this.#cancelTimer();
    this.status = "CANCELLED";
  }

  /** Moves one second's worth, then waits for the next second. */
  #moveSome(): void {
    const { clock } = this.#queues.world;
    const until = Math.min(this.moved + (this.perSecond ?? movedPerSecondMax), this.toMove);
    let going = true;
    while (going && this.moved < until) going = this.#moveOne();
    if (going && until < this.toMove) {
      this.#cancelTimer = clock.at(clock.now() + 1000, () => this.#moveSome());
    } else if (this.status === "RUNNING") {
      this.status = "COMPLETED";
    }
  }

  /** False when there is nothing more to move, or no place to move it to. A moved message is a new one: new id, new age. */
  #moveOne(): boolean {
    const message = this.source.takeOut();
    if (!message) return false;
    const target = this.destination ?? this.#queues.byArn(message.deadLetterSourceArn ?? "");
    if (!target) {
      this.source.add(message, 0);
      this.status = "FAILED";
      this.failureReason =
        message.deadLetterSourceArn === undefined
          ? "CouldNotDetermineMessageSource"
          : "AWS.SimpleQueueService.NonExistentQueue";
      return false;
    }
    this.#queues.send(target, { body: message.body, attributes: message.attributes, system: message.system }, 0);
    this.moved++;
    return true;
  }
}
