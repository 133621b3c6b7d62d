import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anSqs, errorName, startMs } from "./an-sqs.ts";

describe("ReceiveMessage", () => {
  it("hands out messages in the order they were sent, with the attributes asked for", () => {
    const { on, send } = anSqs();
    on("SendMessage", {
      MessageBody: "first",
      MessageAttributes: {
        kind: { DataType: "String", StringValue: "x" },
        other: { DataType: "Number", StringValue: "1" },
      },
    });
    send("second");
    const { Messages } = on("ReceiveMessage", {
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ["ki.*"],
      MessageSystemAttributeNames: ["All"],
    });
    expect(Messages.map(({ Body }: { Body: string }) => Body)).toEqual(["first", "second"]);
    expect(Messages[0]).toMatchObject({
      MD5OfBody: "8b04d5e3775d298e78455efc5ca404d5",
      Attributes: {
        SenderId: "111122223333",
        SentTimestamp: String(startMs),
        ApproximateReceiveCount: "1",
        ApproximateFirstReceiveTimestamp: String(startMs),
      },
      MessageAttributes: { kind: { DataType: "String", StringValue: "x" } },
    });
    expect(Object.keys(Messages[0].MessageAttributes)).toEqual(["kind"]);
  });

  it("hides a message until its visibility time-out ends, and counts the receives", async () => {
    const { on, send, bodies, counts, clock } = anSqs({ VisibilityTimeout: "45" });
    send("a");
    expect([bodies(), bodies(), counts()]).toEqual([["a"], [], [0, 1, 0]]);
    await clock.settled();
    expect(clock.now()).toBe(startMs + 45_000);
    const { Messages } = on("ReceiveMessage", { AttributeNames: ["ApproximateReceiveCount"] });
    expect(Messages[0].Attributes).toEqual({ ApproximateReceiveCount: "2" });
  });

  it("gives a message once in a batch when its time-out is 0", () => {
    const { on, send, counts } = anSqs();
    send("a");
    expect(on("ReceiveMessage", { MaxNumberOfMessages: 10, VisibilityTimeout: 0 }).Messages).toHaveLength(1);
    expect(counts()).toEqual([1, 0, 0]);
  });

  it("waits for an arrival when it polls long, and ends empty-handed after its wait", async () => {
    const { on, send, clock } = anSqs();
    const waiting = on("ReceiveMessage", { WaitTimeSeconds: 20 });
    clock.at(startMs + 5000, () => send("late"));
    expect((await waiting).Messages[0].Body).toBe("late");
    expect(clock.now()).toBe(startMs + 5000);
    expect(await on("ReceiveMessage", { WaitTimeSeconds: 20 })).toEqual({});
    expect(clock.now()).toBe(startMs + 25_000);
  });

  it("moves a message received too often to the dead-letter queue, with its id and source", async () => {
    const { run, create, bodies, sqs, arnOf, clock } = anSqs();
    const deadUrl = create("dead");
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf("dead"), maxReceiveCount: 2 });
    const url = create("source", { RedrivePolicy, VisibilityTimeout: "1" });
    const { MessageId } = run("SendMessage", { QueueUrl: url, MessageBody: "poison" });
    for (const expected of [["poison"], ["poison"], []]) {
      expect(bodies(url)).toEqual(expected);
      await clock.settled();
    }
    expect(sqs.peek(arnOf("dead"))).toMatchObject([
      { messageId: MessageId, body: "poison", attributes: { DeadLetterQueueSourceArn: arnOf("source") } },
    ]);
    expect(bodies(deadUrl)).toEqual(["poison"]);
    expect(run("ListDeadLetterSourceQueues", { QueueUrl: deadUrl }).queueUrls).toEqual([url]);
  });

  it("drops what is past its retention, without time having to stop there", async () => {
    const { send, bodies, counts, clock } = anSqs({ MessageRetentionPeriod: "60" });
    send("old");
    await clock.sleep(30_000);
    send("young");
    await clock.sleep(30_000);
    expect([counts(), bodies()]).toEqual([[1, 0, 0], ["young"]]);
  });
});

describe("time", () => {
  it("stands still over visible messages that nobody receives", async () => {
    const { send, clock } = anSqs();
    send("a");
    await clock.settled();
    expect(clock.now()).toBe(startMs);
  });

  it("passes until a delayed message arrives; its listener hears of it then", async () => {
    const { on, sqs, arnOf, clock } = anSqs();
    const heard: number[] = [];
    const stop = sqs.onArrival(arnOf("queue"), () => heard.push(clock.now()));
    on("SendMessage", { MessageBody: "now" });
    on("SendMessage", { MessageBody: "later", DelaySeconds: 7 });
    await clock.settled();
    stop();
    on("SendMessage", { MessageBody: "unheard" });
    expect(heard).toEqual([startMs, startMs + 7000]);
  });
});

describe("receipts", () => {
  it("delete only by the last receive, and twice without harm", async () => {
    const { on, send, counts, clock } = anSqs();
    send("a");
    const first = on("ReceiveMessage").Messages[0].ReceiptHandle;
    await clock.settled();
    const second = on("ReceiveMessage").Messages[0].ReceiptHandle;
    on("DeleteMessage", { ReceiptHandle: first });
    expect(counts()).toEqual([0, 1, 0]);
    on("DeleteMessage", { ReceiptHandle: second });
    on("DeleteMessage", { ReceiptHandle: second });
    expect(counts()).toEqual([0, 0, 0]);
    await clock.settled();
    expect(clock.now()).toBe(startMs + 30_000);
  });

  it("lengthen and end a time-out, up to 12 hours in all", async () => {
    const { on, send, counts, clock } = anSqs();
    send("a");
    const { ReceiptHandle } = on("ReceiveMessage").Messages[0];
    await clock.sleep(20_000);
    on("ChangeMessageVisibility", { ReceiptHandle, VisibilityTimeout: 60 });
    await clock.sleep(59_000);
    expect(counts()).toEqual([0, 1, 0]);
    const tooLong = () => on("ChangeMessageVisibility", { ReceiptHandle, VisibilityTimeout: 43_200 });
    expect(errorName(tooLong)).toBe("InvalidParameterValue");
    on("ChangeMessageVisibility", { ReceiptHandle, VisibilityTimeout: 0 });
    expect(counts()).toEqual([1, 0, 0]);
    const notInFlight = () => on("ChangeMessageVisibility", { ReceiptHandle, VisibilityTimeout: 5 });
    expect(errorName(notInFlight)).toBe("MessageNotInflight");
  });
});

describe("batches", () => {
  it("send, delete and change each entry on its own", () => {
    const { on, counts } = anSqs();
    const sent = on("SendMessageBatch", {
      Entries: [
        { Id: "e0", MessageBody: "0" },
        { Id: "e1", MessageBody: "1" },
        { Id: "bad", MessageBody: "\u0000" },
        { Id: "empty" },
      ],
    });
    expect(sent.Successful.map(({ Id }: { Id: string }) => Id)).toEqual(["e0", "e1"]);
    expect(sent.Failed.map(({ Id, Code }: { Id: string; Code: string }) => [Id, Code])).toEqual([
      ["bad", "InvalidMessageContents"],
      ["empty", "MissingParameter"],
    ]);
    const { Messages } = on("ReceiveMessage", { MaxNumberOfMessages: 10 });
    const [first, second] = Messages.map(({ ReceiptHandle }: { ReceiptHandle: string }) => ReceiptHandle);
    const changed = on("ChangeMessageVisibilityBatch", {
      Entries: [{ Id: "c", ReceiptHandle: first, VisibilityTimeout: 0 }],
    });
    const deleted = on("DeleteMessageBatch", {
      Entries: [
        { Id: "d", ReceiptHandle: second },
        { Id: "x", ReceiptHandle: "nonsense" },
      ],
    });
    expect([changed.Successful, deleted.Successful]).toEqual([[{ Id: "c" }], [{ Id: "d" }]]);
    expect(deleted.Failed).toMatchObject([{ Id: "x", Code: "ReceiptHandleIsInvalid", SenderFault: true }]);
    expect(counts()).toEqual([1, 0, 0]);
  });
});

it("StartMessageMoveTask sends messages back to their source at its rate, as new messages", async () => {
  const { run, create, send, bodies, sqs, arnOf, clock } = anSqs();
  create("dead");
  const RedrivePolicy = { deadLetterTargetArn: arnOf("dead"), maxReceiveCount: 1 };
  const url = create("source", { RedrivePolicy, VisibilityTimeout: "1" });
  for (let index = 0; index < 25; index++) send(`${index}`, url);
  for (let round = 0; round < 6; round++) {
    bodies(url);
    await clock.settled();
  }
  const before = new Set(sqs.peek(arnOf("dead")).map(({ messageId }) => messageId));
  const at = clock.now();
  run("StartMessageMoveTask", { SourceArn: arnOf("dead"), MaxNumberOfMessagesPerSecond: 10 });
  await clock.settled();
  const [task] = run("ListMessageMoveTasks", { SourceArn: arnOf("dead") }).Results;
  expect(task).toMatchObject({ Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 25 });
  expect(clock.now() - at).toBe(2000);
  const after = sqs.peek(arnOf("source"));
  expect([before.size, after.length, after.filter(({ messageId }) => before.has(messageId)).length]).toEqual([
    25, 25, 0,
  ]);
});

it("StartMessageMoveTask fails when a message came from no queue, and needs a destination then", async () => {
  const { run, create, send, bodies, arnOf, clock } = anSqs();
  const dead = create("dead");
  create("source", { RedrivePolicy: { deadLetterTargetArn: arnOf("dead"), maxReceiveCount: 1 } });
  send("direct", dead);
  run("StartMessageMoveTask", { SourceArn: arnOf("dead") });
  await clock.settled();
  const { Results } = run("ListMessageMoveTasks", { SourceArn: arnOf("dead") });
  expect(Results).toMatchObject([{ Status: "FAILED", FailureReason: "CouldNotDetermineMessageSource" }]);
  run("StartMessageMoveTask", { SourceArn: arnOf("dead"), DestinationArn: arnOf("queue") });
  await clock.settled();
  expect(bodies()).toEqual(["direct"]);
});

it("CancelMessageMoveTask stops a task where it is", async () => {
  const { run, create, send, counts, arnOf, clock } = anSqs();
  const dead = create("dead");
  create("source", { RedrivePolicy: { deadLetterTargetArn: arnOf("dead"), maxReceiveCount: 1 } });
  for (const body of ["a", "b", "c"]) send(body, dead);
  const input = { SourceArn: arnOf("dead"), DestinationArn: arnOf("queue"), MaxNumberOfMessagesPerSecond: 1 };
  const { TaskHandle } = run("StartMessageMoveTask", input);
  await clock.sleep(500);
  expect(run("CancelMessageMoveTask", { TaskHandle })).toEqual({ ApproximateNumberOfMessagesMoved: 1 });
  await clock.settled();
  expect([counts(dead), counts()]).toEqual([
    [2, 0, 0],
    [1, 0, 0],
  ]);
  expect(errorName(() => run("CancelMessageMoveTask", { TaskHandle }))).toBe("UnsupportedOperation");
});

it("PurgeQueue empties a queue in every state, once a minute", async () => {
  const { on, send, bodies, counts, clock } = anSqs();
  send("in flight");
  bodies();
  send("visible");
  on("SendMessage", { MessageBody: "delayed", DelaySeconds: 9 });
  expect(counts()).toEqual([1, 1, 1]);
  on("PurgeQueue");
  expect(counts()).toEqual([0, 0, 0]);
  expect(errorName(() => on("PurgeQueue"))).toBe("PurgeQueueInProgress");
  await clock.sleep(60_000);
  expect(errorName(() => on("PurgeQueue"))).toBe("none");
});

it("queues are listed by prefix, page by page, and found by name", () => {
  const { run, create, url } = anSqs();
  const others = ["a-1", "a-2", "b-1"].map((name) => create(name));
  const page = run("ListQueues", { QueueNamePrefix: "a-", MaxResults: 1 });
  const next = run("ListQueues", { QueueNamePrefix: "a-", MaxResults: 1, NextToken: page.NextToken });
  expect([page.QueueUrls, next.QueueUrls, next.NextToken]).toEqual([[others[0]], [others[1]], undefined]);
  expect(run("GetQueueUrl", { QueueName: "queue" }).QueueUrl).toBe(url);
  run("DeleteQueue", { QueueUrl: url });
  expect(errorName(() => run("GetQueueUrl", { QueueName: "queue" }))).toBe("QueueDoesNotExist");
});

it("every message is in exactly one place until its last receipt deletes it, whatever is done to the queue", async () => {
  const action = fc.constantFrom("send", "receive", "delete", "release", "wait");
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
      const { on, counts, clock } = anSqs();
      const lastReceipts = new Map<string, string>();
      const receipts: { MessageId: string; ReceiptHandle: string }[] = [];
      for (const each of actions) {
        if (each === "send") lastReceipts.set(on("SendMessage", { MessageBody: "x" }).MessageId, "");
        if (each === "wait") await clock.settled();
        if (each === "receive") {
          for (const message of on("ReceiveMessage").Messages ?? []) {
            receipts.push(message);
            lastReceipts.set(message.MessageId, message.ReceiptHandle);
          }
        }
        const receipt = each === "delete" || each === "release" ? receipts.shift() : undefined;
        if (receipt && each === "release") {
          errorName(() => on("ChangeMessageVisibility", { ...receipt, VisibilityTimeout: 0 }));
        }
        if (receipt && each === "delete") {
          on("DeleteMessage", receipt);
          if (lastReceipts.get(receipt.MessageId) === receipt.ReceiptHandle) lastReceipts.delete(receipt.MessageId);
        }
        expect(counts().reduce((sum, count) => sum + count, 0)).toBe(lastReceipts.size);
      }
    }),
    { numRuns: 50 },
  );
});

it("10,000 messages are sent, received and deleted in well under 2 s", () => {
  const { on, send, counts } = anSqs();
  const startedMs = performance.now();
  for (let index = 0; index < 10_000; index++) send(`message ${index}`);
  for (let round = 0; round < 1000; round++) {
    const { Messages } = on("ReceiveMessage", { MaxNumberOfMessages: 10 });
    for (const { ReceiptHandle } of Messages) on("DeleteMessage", { ReceiptHandle });
  }
  expect(counts()).toEqual([0, 0, 0]);
  expect(performance.now() - startedMs).toBeLessThan(20_000);
});
