import type { ResourceType } from "./resource-type.ts";
import { cloudWatchAlarm } from "./resources/cloudwatch-alarm.ts";
import { customGuardDutyPublishing } from "./resources/custom-guardduty-publishing.ts";
import { dynamoDbTable } from "./resources/dynamodb-table.ts";
import { eventsEventBus } from "./resources/events-event-bus.ts";
import { eventsRule } from "./resources/events-rule.ts";
import { lambdaEventInvokeConfig } from "./resources/lambda-event-invoke-config.ts";
import { lambdaEventSourceMapping } from "./resources/lambda-event-source-mapping.ts";
import { lambdaFunction } from "./resources/lambda-function.ts";
import { lambdaVersion } from "./resources/lambda-version.ts";
import { s3Bucket } from "./resources/s3-bucket.ts";
import { secretsManagerSecret } from "./resources/secrets-manager-secret.ts";
import { securityHubActionTarget } from "./resources/security-hub-action-target.ts";
import { securityHubAutomationRule } from "./resources/security-hub-automation-rule.ts";
import { snsSubscription } from "./resources/sns-subscription.ts";
import { snsTopic } from "./resources/sns-topic.ts";
import { snsTopicPolicy } from "./resources/sns-topic-policy.ts";
import { sqsQueue } from "./resources/sqs-queue.ts";
import { sqsQueuePolicy } from "./resources/sqs-queue-policy.ts";
import { stepFunctionsStateMachine } from "./resources/step-functions-state-machine.ts";
import { withoutEffect } from "./resources/without-effect.ts";

/** Every resource type the local AWS loads; `local/SUPPORT.md` lists them. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  "AWS::CloudWatch::Alarm": cloudWatchAlarm,
  "AWS::DynamoDB::Table": dynamoDbTable,
  "AWS::Events::EventBus": eventsEventBus,
  "AWS::Events::Rule": eventsRule,
  "AWS::Lambda::EventInvokeConfig": lambdaEventInvokeConfig,
  "AWS::Lambda::EventSourceMapping": lambdaEventSourceMapping,
  "AWS::Lambda::Function": lambdaFunction,
  "AWS::Lambda::Version": lambdaVersion,
  "AWS::S3::Bucket": s3Bucket,
  "AWS::SecretsManager::Secret": secretsManagerSecret,
  "AWS::SecurityHub::ActionTarget": securityHubActionTarget,
  "AWS::SecurityHub::AutomationRule": securityHubAutomationRule,
  "AWS::SNS::Subscription": snsSubscription,
  "AWS::SNS::Topic": snsTopic,
  "AWS::SNS::TopicPolicy": snsTopicPolicy,
  "AWS::SQS::Queue": sqsQueue,
  "AWS::SQS::QueuePolicy": sqsQueuePolicy,
  "AWS::StepFunctions::StateMachine": stepFunctionsStateMachine,
  "Custom::GuardDutyPublishing": customGuardDutyPublishing,

  "AWS::CDK::Metadata": withoutEffect(),
  "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": withoutEffect({
    named: "ConfigurationName",
    nameLengthMax: 128,
    arn: "arn:{partition}:chatbot::{account}:chat-configuration/microsoft-teams-channel/{name}",
    ref: "arn",
  }),
  "AWS::Chatbot::SlackChannelConfiguration": withoutEffect({
    named: "ConfigurationName",
    nameLengthMax: 128,
    arn: "arn:{partition}:chatbot::{account}:chat-configuration/slack-channel/{name}",
    ref: "arn",
  }),
  "AWS::CloudWatch::CompositeAlarm": withoutEffect({
    named: "AlarmName",
    nameLengthMax: 255,
    arn: "arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}",
  }),
  "AWS::CloudWatch::Dashboard": withoutEffect({ named: "DashboardName" }),
  "AWS::Events::EventBusPolicy": withoutEffect(),
  "AWS::IAM::InstanceProfile": withoutEffect({
    named: "InstanceProfileName",
    arn: "arn:{partition}:iam::{account}:instance-profile/{name}",
  }),
  "AWS::IAM::ManagedPolicy": withoutEffect({
    named: "ManagedPolicyName",
    arn: "arn:{partition}:iam::{account}:policy/{name}",
    ref: "arn",
  }),
  "AWS::IAM::Policy": withoutEffect({ named: "PolicyName" }),
  "AWS::IAM::Role": withoutEffect({ named: "RoleName", arn: "arn:{partition}:iam::{account}:role/{name}" }),
  "AWS::KMS::Alias": withoutEffect({ named: "AliasName" }),
  "AWS::KMS::Key": withoutEffect({ nameLengthMax: 36, arn: "arn:{partition}:kms:{region}:{account}:key/{name}" }),
  "AWS::Lambda::Permission": withoutEffect(),
  "AWS::Logs::LogGroup": withoutEffect({
    named: "LogGroupName",
    nameLengthMax: 512,
    arn: "arn:{partition}:logs:{region}:{account}:log-group:{name}:*",
  }),
  "AWS::Logs::MetricFilter": withoutEffect(),
  "AWS::Logs::QueryDefinition": withoutEffect(),
  "AWS::Logs::ResourcePolicy": withoutEffect({ named: "PolicyName" }),
  "AWS::S3::BucketPolicy": withoutEffect(),
  "AWS::SSM::Parameter": withoutEffect({ named: "Name", nameLengthMax: 1011 }),
};
