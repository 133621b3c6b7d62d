import { describe, expect, it } from "vitest";
import { attachedMentions } from "#domain/attached-role.ts";

const owner = { partition: "aws", accountId: "111122223333" };
const role = "arn:aws:iam::111122223333:role/worker";
const profile = "arn:aws:iam::111122223333:instance-profile/web";

describe("attachedMentions()", () => {
  it.each([
    ["AwsAppSyncGraphQlApi", { LogConfig: { CloudWatchLogsRoleArn: role } }, role],
    ["AwsAutoScalingLaunchConfiguration", { IamInstanceProfile: "web" }, profile],
    ["AwsAutoScalingLaunchConfiguration", { IamInstanceProfile: profile }, profile],
    ["AwsBackupRecoveryPoint", { IamRoleArn: role }, role],
    ["AwsCloudFormationStack", { RoleArn: role }, role],
    ["AwsCloudTrailTrail", { CloudWatchLogsRoleArn: role }, role],
    ["AwsCodeBuildProject", { ServiceRole: role }, role],
    ["AwsEc2Instance", { IamInstanceProfileArn: profile }, profile],
    ["AwsEc2LaunchTemplate", { LaunchTemplateData: { IamInstanceProfile: { Arn: profile } } }, profile],
    ["AwsEc2LaunchTemplate", { LaunchTemplateData: { IamInstanceProfile: { Name: "web" } } }, profile],
    ["AwsEcsService", { Role: role }, role],
    ["AwsEcsTaskDefinition", { TaskRoleArn: "worker" }, "worker"],
    ["AwsEcsTaskDefinition", { ExecutionRoleArn: role }, role],
    ["AwsEksCluster", { RoleArn: role }, role],
    ["AwsEventsEndpoint", { RoleArn: role }, role],
    ["AwsGuardDutyDetector", { ServiceRole: role }, role],
    ["AwsIamRole", { InstanceProfileList: [{ Roles: [{ Arn: role }] }] }, role],
    ["AwsLambdaFunction", { Role: role }, role],
    ["AwsRdsDbCluster", { AssociatedRoles: [{ RoleArn: role }] }, role],
    ["AwsRdsDbInstance", { AssociatedRoles: [{ RoleArn: role }] }, role],
    ["AwsRdsDbInstance", { MonitoringRoleArn: role }, role],
    ["AwsRedshiftCluster", { IamRoles: [{ IamRoleArn: role }] }, role],
    ["AwsSageMakerNotebookInstance", { RoleArn: role }, role],
    ["AwsSnsTopic", { SqsFailureFeedbackRoleArn: role }, role],
    ["AwsStepFunctionStateMachine", { RoleArn: role }, role],
    ["Other", { Anything: role, more: "text" }, role],
    ["Other", { Profile: profile }, profile],
  ])("finds what %s runs as", (type, details, what) => {
    expect(attachedMentions({ [type]: details }, owner, "target")).toEqual([
      {
        grade: "attached",
        stance: "target",
        ...owner,
        type: "Role",
        what,
        ...(what === "worker" ? { name: what } : { arn: what }),
      },
    ]);
  });

  it.each([
    ["a database's master user", { AwsRdsDbInstance: { MasterUsername: "admin" } }],
    ["empty places", { AwsLambdaFunction: { Role: "" }, AwsRdsDbCluster: { AssociatedRoles: [{}] } }],
    ["no details", undefined],
  ])("finds nothing when there are %s", (_, details) => {
    expect(attachedMentions(details, owner, "untold")).toEqual([]);
  });
});
