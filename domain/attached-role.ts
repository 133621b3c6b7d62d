import { parseIamArn } from "./iam-arn.ts";
import { listAt, objectOf, valueAt } from "./json.ts";
import type { Mention, Stance } from "./mention.ts";
import type { Owner } from "./owner.ts";

// Paths below `Resources[].Details`; `[]` stands for every element of an array.
// https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html
const rolePlaces = [
  "AwsAppSyncGraphQlApi.LogConfig.CloudWatchLogsRoleArn",
  "AwsBackupRecoveryPoint.IamRoleArn",
  "AwsCloudFormationStack.RoleArn",
  "AwsCloudTrailTrail.CloudWatchLogsRoleArn",
  "AwsCodeBuildProject.ServiceRole",
  "AwsEcsService.Role",
  "AwsEcsTaskDefinition.ExecutionRoleArn",
  "AwsEcsTaskDefinition.TaskRoleArn",
  "AwsEksCluster.RoleArn",
  "AwsEventsEndpoint.RoleArn",
  "AwsGuardDutyDetector.ServiceRole",
  "AwsIamRole.InstanceProfileList[].Roles[].Arn",
  "AwsLambdaFunction.Role",
  "AwsRdsDbCluster.AssociatedRoles[].RoleArn",
  "AwsRdsDbInstance.AssociatedRoles[].RoleArn",
  "AwsRdsDbInstance.MonitoringRoleArn",
  "AwsRedshiftCluster.IamRoles[].IamRoleArn",
  "AwsSageMakerNotebookInstance.RoleArn",
  "AwsSnsTopic.ApplicationSuccessFeedbackRoleArn",
  "AwsSnsTopic.FirehoseFailureFeedbackRoleArn",
  "AwsSnsTopic.FirehoseSuccessFeedbackRoleArn",
  "AwsSnsTopic.HttpFailureFeedbackRoleArn",
  "AwsSnsTopic.HttpSuccessFeedbackRoleArn",
  "AwsSnsTopic.SqsFailureFeedbackRoleArn",
  "AwsSnsTopic.SqsSuccessFeedbackRoleArn",
  "AwsStepFunctionStateMachine.RoleArn",
].map(stepsTo);
const profilePlaces = [
  "AwsAutoScalingLaunchConfiguration.IamInstanceProfile",
  "AwsEc2Instance.IamInstanceProfileArn",
  "AwsEc2LaunchTemplate.LaunchTemplateData.IamInstanceProfile.Arn",
  "AwsEc2LaunchTemplate.LaunchTemplateData.IamInstanceProfile.Name",
].map(stepsTo);

function stepsTo(place: string): readonly string[] {
  return place.split(".");
}

/**
 * The roles that an ASFF resource runs as, without having acted themselves: every place of the format that holds one, and
 * any role or instance-profile ARN of the free map `Details.Other`.
 */
export function attachedMentions(details: unknown, owner: Owner, stance: Stance): readonly Mention[] {
  if (objectOf(details) === undefined) return [];
  const roles = rolePlaces.flatMap((place) => textsAt(details, place));
  const profiles = profilePlaces
    .flatMap((place) => textsAt(details, place))
    .map((text) => (text.includes(":") ? text : instanceProfileArn(owner, text)));
  const free = attachable(Object.values(objectOf(valueAt(details, "Other")) ?? {}));
  return [...roles, ...profiles, ...free].map((text) => attachedMention(text, owner, stance));
}

/** A role (ARN or name) or an instance profile (ARN) that something runs as. */
export function attachedMention(text: string, owner: Owner, stance: Stance): Mention {
  return {
    grade: "attached",
    stance,
    ...owner,
    type: "Role",
    what: text,
    ...(text.startsWith("arn:") ? { arn: text } : { name: text }),
  };
}

/** The texts that are the ARN of a role or an instance profile. */
export function attachable(values: readonly unknown[]): readonly string[] {
  return values.filter((value): value is string => {
    const kind = typeof value === "string" ? parseIamArn(value)?.kind : undefined;
    return kind === "role" || kind === "instance-profile";
  });
}

function instanceProfileArn({ partition, accountId }: Owner, name: string): string {
  return `arn:${partition}:iam::${accountId}:instance-profile/${name}`;
}

function textsAt(details: unknown, [root = "", ...steps]: readonly string[]): readonly string[] {
  const held = valueAt(details, root);
  if (held === undefined) return [];
  let values: readonly unknown[] = [held];
  for (const step of steps) {
    values = step.endsWith("[]")
      ? values.flatMap((value) => listAt(value, step.slice(0, -2)))
      : values.map((value) => valueAt(value, step));
  }
  return values.flatMap((value) => (typeof value === "string" && value.trim() !== "" ? [value.toWellFormed()] : []));
}
