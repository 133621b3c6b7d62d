import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import type { Instant } from "#domain/instant.ts";
import { minuteMs } from "#domain/instant.ts";
import type { SetUp } from "#domain/set-up.ts";
import { clientDefaults } from "./client-defaults.ts";
import type { ClientSettings } from "./client-settings.ts";
import { sdkCall } from "./sdk-call.ts";
import { unlessAbsent } from "./unless-absent.ts";

const periodSeconds = 60;
/** SQS reports once a minute, and CloudWatch shows it within a few. */
const lookBackMs = 15 * minuteMs;
const alarmNamesMax = 100;

/** What others say about the deployment: CloudWatch its alarms and the age of messages, IAM what it may do. */
export function watchSetUp(
  settings: ClientSettings,
  now: () => Instant,
): Pick<SetUp, "oldestMessageSeconds" | "alarms" | "denied"> {
  const watch = new CloudWatchClient({ ...clientDefaults, ...settings });
  const iam = new IAMClient({ ...clientDefaults, ...settings });
  return {
    async oldestMessageSeconds(queueName) {
      const Metric = {
        Namespace: "AWS/SQS",
        MetricName: "ApproximateAgeOfOldestMessage",
        Dimensions: [{ Name: "QueueName", Value: queueName }],
      };
      const command = new GetMetricDataCommand({
        StartTime: new Date(now() - lookBackMs),
        EndTime: new Date(now()),
        ScanBy: "TimestampDescending",
        MetricDataQueries: [{ Id: "age", MetricStat: { Metric, Period: periodSeconds, Stat: "Maximum" } }],
      });
      const answer = await sdkCall("cloudwatch:GetMetricData", () => watch.send(command));
      return answer.MetricDataResults?.[0]?.Values?.[0];
    },
    async alarms(names) {
      const pages = Math.ceil(names.length / alarmNamesMax);
      const asked = Array.from({ length: pages }, (_, page) =>
        names.slice(page * alarmNamesMax, (page + 1) * alarmNamesMax),
      );
      const answers = asked.map((AlarmNames) => {
        const command = new DescribeAlarmsCommand({ AlarmNames, MaxRecords: alarmNamesMax });
        return sdkCall("cloudwatch:DescribeAlarms", () => watch.send(command));
      });
      const alarms = (await Promise.all(answers)).flatMap(({ MetricAlarms = [] }) => MetricAlarms);
      return alarms.map(({ AlarmName = "", StateValue, StateReason = "" }) => ({
        name: AlarmName,
        isRinging: StateValue === "ALARM",
        reason: StateReason,
      }));
    },
    async denied({ roleArn, actions, resource }) {
      const command = new SimulatePrincipalPolicyCommand({
        PolicySourceArn: roleArn,
        ActionNames: [...actions],
        ResourceArns: [resource],
      });
      const absent = ["UnknownOperationException", "InvalidAction"];
      const answer = await unlessAbsent("iam:SimulatePrincipalPolicy", absent, () => iam.send(command));
      return answer?.EvaluationResults?.flatMap(({ EvalActionName = "", EvalDecision }) =>
        EvalDecision === "allowed" ? [] : [EvalActionName],
      );
    },
  };
}
