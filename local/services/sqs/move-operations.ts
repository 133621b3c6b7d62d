import { type Operation, ServiceError } from "../../service.ts";
import { Input } from "../request/input.ts";
import { invalidParameter, resourceNotFound } from "./errors.ts";
import { MoveTask, movedPerSecondMax } from "./move-task.ts";
import type { Queue } from "./queue.ts";
import type { Queues } from "./queues.ts";
import { uuidOf } from "./uuid.ts";

/** StartMessageMoveTask, ListMessageMoveTasks, CancelMessageMoveTask. */
export function moveOperations(queues: Queues): Readonly<Record<string, Operation>> {
  const tasks: MoveTask[] = [];
  return {
    StartMessageMoveTask: (given) => {
      const task = startedTask(queues, tasks, new Input(given, invalidParameter));
      tasks.unshift(task);
      return { TaskHandle: task.handle };
    },
    ListMessageMoveTasks: (given) => {
      const input = new Input(given, invalidParameter);
      const source = queues.requireArn(input.text("SourceArn"), "SourceArn");
      const max = input.optionalInteger("MaxResults", { min: 1, max: 10 }) ?? 1;
      const ofSource = tasks.filter((task) => task.source === source);
      return { Results: ofSource.slice(0, max).map(described) };
    },
    CancelMessageMoveTask: (given) => {
      const handle = new Input(given, invalidParameter).text("TaskHandle");
      const task = tasks.find((known) => known.handle === handle);
      if (!task) throw resourceNotFound("Task does not exist.");
      if (task.status !== "RUNNING") {
        throw new ServiceError("UnsupportedOperation", 400, "Only active tasks can be cancelled.");
      }
      task.cancel();
      return { ApproximateNumberOfMessagesMoved: task.moved };
    },
  };
}

function startedTask(queues: Queues, tasks: readonly MoveTask[], input: Input): MoveTask {
  const source = queues.requireArn(input.text("SourceArn"), "SourceArn");
  const destinationArn = input.optionalText("DestinationArn");
  const destination = destinationArn ? queues.requireArn(destinationArn, "DestinationArn") : undefined;
  const perSecond = input.optionalInteger("MaxNumberOfMessagesPerSecond", { min: 1, max: movedPerSecondMax });
  checkStart(queues, tasks, source, destination);
  const id = uuidOf(source.arn, "move", String(tasks.length));
  return new MoveTask(queues, id, source, destination, perSecond);
}

function checkStart(queues: Queues, tasks: readonly MoveTask[], source: Queue, destination: Queue | undefined): void {
  if (queues.deadLetterSources(source).length === 0) {
    throw invalidParameter("Source queue must be configured as a Dead Letter Queue.");
  }
  if (source === destination) {
    throw invalidParameter("Source queue arn and destination queue arn cannot be the same.");
  }
  if (tasks.some((task) => task.source === source && task.status === "RUNNING")) {
    throw invalidParameter(
      "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
    );
  }
}

function described(task: MoveTask): object {
  return {
    ...(task.status === "RUNNING" ? { TaskHandle: task.handle } : {}),
    Status: task.status,
    SourceArn: task.source.arn,
    DestinationArn: task.destination?.arn,
    MaxNumberOfMessagesPerSecond: task.perSecond,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failureReason,
    StartedTimestamp: task.startedAtMs,
  };
}
