import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  GetMetricDataCommand,
  PutMetricAlarmCommand,
  paginateDescribeAlarms,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { expect, it, onTestFinished } from "vitest";
import { queueMetrics } from "#local/cloud/queue-metrics.ts";
import { cloudWatchService } from "#local/services/cloudwatch.ts";
import { createSqs } from "#local/services/sqs/sqs.ts";
import { aFront, rejectionOf } from "./a-front.ts";
import { aWorld, calling } from "./a-world.ts";

async function aCloudWatch() {
  const { world, clock } = aWorld();
  const sqs = createSqs(world);
  const { front, sdk } = await aFront(world, [cloudWatchService(world, { read: queueMetrics(world, sqs) })]);
  const client = new CloudWatchClient(sdk);
  onTestFinished(async () => {
    client.destroy();
    await front.close();
  });
  const alarm = (AlarmName: string) =>
    new PutMetricAlarmCommand({ AlarmName, ComparisonOperator: "GreaterThanThreshold", EvaluationPeriods: 1 });
  return { client, clock, alarm, call: calling(sqs) };
}

it("an alarm has no data until its state is set, and keeps it when it is put again", async () => {
  const { client, alarm } = await aCloudWatch();
  await client.send(alarm("Bell"));
  const read = async () => (await client.send(new DescribeAlarmsCommand({ AlarmNames: ["Bell"] }))).MetricAlarms?.[0];
  expect(await read()).toMatchObject({ StateValue: "INSUFFICIENT_DATA", EvaluationPeriods: 1 });
  await client.send(new SetAlarmStateCommand({ AlarmName: "Bell", StateValue: "ALARM", StateReason: "1 > 0" }));
  await client.send(alarm("Bell"));
  expect(await read()).toMatchObject({
    StateValue: "ALARM",
    StateReason: "1 > 0",
    StateUpdatedTimestamp: new Date("2026-11-20T12:00:00Z"),
  });
});

it("DescribeAlarms finds by prefix and state, page by page", async () => {
  const { client, alarm } = await aCloudWatch();
  for (const name of ["a1", "a2", "a3", "b1"]) await client.send(alarm(name));
  await client.send(new SetAlarmStateCommand({ AlarmName: "a2", StateValue: "OK", StateReason: "fine" }));
  const names: (string | undefined)[] = [];
  for await (const page of paginateDescribeAlarms({ client, pageSize: 2 }, { AlarmNamePrefix: "a" }))
    names.push(...(page.MetricAlarms ?? []).map(({ AlarmName }) => AlarmName));
  expect(names).toEqual(["a1", "a2", "a3"]);
  const quiet = await client.send(new DescribeAlarmsCommand({ StateValue: "OK" }));
  expect(quiet.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(["a2"]);
  await client.send(new DeleteAlarmsCommand({ AlarmNames: ["a1", "a2", "a3"] }));
  expect((await client.send(new DescribeAlarmsCommand({}))).MetricAlarms).toHaveLength(1);
});

it("refuses what is wrong or not simulated, by name", async () => {
  const { client } = await aCloudWatch();
  const unknown = new SetAlarmStateCommand({ AlarmName: "no", StateValue: "OK", StateReason: "x" });
  expect(await rejectionOf(client.send(unknown))).toBe("ResourceNotFound 404");
  const other = new DescribeAlarmsForMetricCommand({ MetricName: "m", Namespace: "n" });
  expect(await rejectionOf(client.send(other))).toBe("UnknownOperationException 400");
});

it("GetMetricData reads the age and the depth of queues, and has no data of anything else", async () => {
  const { client, clock, call } = await aCloudWatch();
  const { QueueUrl } = call("CreateQueue", { QueueName: "intake" });
  call("SendMessage", { QueueUrl, MessageBody: "a" });
  clock.advance(90);
  call("SendMessage", { QueueUrl, MessageBody: "b" });
  const query = (Id: string, MetricName: string, queue = "intake") => ({
    Id,
    MetricStat: {
      Metric: { Namespace: "AWS/SQS", MetricName, Dimensions: [{ Name: "QueueName", Value: queue }] },
      Period: 60,
      Stat: "Maximum",
    },
  });
  const answer = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(clock.now() - 600_000),
      EndTime: new Date(clock.now() + 600_000),
      MetricDataQueries: [
        query("age", "ApproximateAgeOfOldestMessage"),
        query("depth", "ApproximateNumberOfMessagesVisible"),
        query("other", "NumberOfMessagesSent"),
        query("gone", "ApproximateAgeOfOldestMessage", "gone"),
      ],
    }),
  );
  expect(answer.MetricDataResults?.map(({ Id, Values }) => [Id, Values])).toEqual([
    ["age", [90]],
    ["depth", [2]],
    ["other", []],
    ["gone", []],
  ]);
  expect(answer.MetricDataResults?.[0]?.Timestamps).toEqual([new Date("2026-11-20T12:01:00Z")]);
});
