import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Front, startFront } from "#local/http/front.ts";
import { createSqs } from "#local/services/sqs/sqs.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

const clock = new VirtualClock(Date.UTC(2026, 0, 15, 12));
const world = { clock, partition: "aws", accountId: "111122223333", region: "eu-central-1" };
const sqs = createSqs(world);
let front: Front;
let client: SQSClient;

beforeAll(async () => {
  front = await startFront({ world, services: [sqs] });
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  client = new SQSClient({ endpoint: front.url, region: world.region, credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await front.close();
});

const queueOf = async (QueueName: string) =>
  (await client.send(new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: "7" } }))).QueueUrl;

it("the SDK sends and receives bodies and attributes whose digests it checks", async () => {
  const QueueUrl = await queueOf("digests");
  const MessageAttributes = {
    text: { DataType: "String", StringValue: "é😀" },
    number: { DataType: "Number.int", StringValue: "-1.5" },
    bytes: { DataType: "Binary", BinaryValue: Uint8Array.of(0, 255, 128) },
  };
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "body é😀\r\n\t", MessageAttributes }));
  const { Messages } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] }),
  );
  expect(Messages).toMatchObject([
    {
      Body: "body é😀\r\n\t",
      MessageAttributes: { text: MessageAttributes.text, number: MessageAttributes.number },
      Attributes: { ApproximateReceiveCount: "1", SentTimestamp: String(Date.UTC(2026, 0, 15, 12)) },
    },
  ]);
  expect([...(Messages?.[0]?.MessageAttributes?.["bytes"]?.BinaryValue ?? [])]).toEqual([0, 255, 128]);
});

it("the SDK works in batches and reads attributes", async () => {
  const QueueUrl = await queueOf("batches");
  const Entries = ["a", "b", "c"].map((Id) => ({ Id, MessageBody: Id }));
  const sent = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(sent.Successful?.map(({ Id }) => Id)).toEqual(["a", "b", "c"]);
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 2 }));
  const handles = Messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: handles }));
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
  expect(Attributes).toMatchObject({
    QueueArn: "arn:aws:sqs:eu-central-1:111122223333:batches",
    ApproximateNumberOfMessages: "1",
    VisibilityTimeout: "7",
  });
});

it("the SDK polls long, on virtual time, and gets no messages as undefined", async () => {
  const QueueUrl = await queueOf("polls");
  const before = clock.now();
  const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
  expect([Messages, clock.now() - before >= 20_000]).toEqual([undefined, true]);
});

it.each([
  ["QueueDoesNotExist", () => new GetQueueUrlCommand({ QueueName: "none" })],
  [
    "InvalidMessageContents",
    () => new SendMessageCommand({ QueueUrl: "https://x/111122223333/polls", MessageBody: "\u0001" }),
  ],
  [
    "InvalidParameterValue",
    () => new SendMessageCommand({ QueueUrl: "https://x/111122223333/polls", MessageBody: "x".repeat(2 ** 20 + 1) }),
  ],
])("the SDK throws %s", async (name, command) => {
  await expect(client.send(command() as SendMessageCommand)).rejects.toMatchObject({ name });
});
