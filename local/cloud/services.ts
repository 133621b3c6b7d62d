import { withPlannedErrors } from "../behaviour/service-error.ts";
import type { Behaviour } from "../behaviour.ts";
import { defaultBehaviour } from "../behaviour.ts";
import type { CallObserver } from "../http/observed-call.ts";
import type { LambdaRuntime } from "../lambda/runtime.ts";
import type { CallContext, Service, World } from "../service.ts";
import { type CloudFormation, cloudFormationService } from "../services/cloudformation.ts";
import { cloudWatchService } from "../services/cloudwatch.ts";
import { type Detective, detectiveService } from "../services/detective.ts";
import { type DynamoDb, dynamoDbService } from "../services/dynamodb.ts";
import { createEvents, type Events } from "../services/events.ts";
import { type GuardDuty, guardDutyService } from "../services/guardduty.ts";
import { iamService } from "../services/iam.ts";
import { type Lambda, lambdaService } from "../services/lambda.ts";
import { createS3, type S3 } from "../services/s3/s3.ts";
import { secretsManagerService } from "../services/secrets-manager.ts";
import { type SecurityHub, securityHubService } from "../services/security-hub.ts";
import { publishedIn } from "../services/sns/publish.ts";
import { createSns, type Sns } from "../services/sns/sns.ts";
import { createSqs, type Sqs } from "../services/sqs/sqs.ts";
import { type States, statesService } from "../services/states.ts";
import { type Sts, stsService } from "../services/sts.ts";
import { announceFindings, stateListeners } from "./announcements.ts";
import type { AsyncInvocations } from "./async-invocations.ts";
import { eventTargets } from "./event-targets.ts";
import { mailer, type Smtp } from "./mail.ts";
import type { Observers } from "./observation.ts";
import { queueMetrics } from "./queue-metrics.ts";
import { taskRunner } from "./task-runner.ts";
import { watchedEvents, watchedQueues } from "./watched-services.ts";

/** Every simulated service, by the SDK client's name. */
export interface CloudServices {
  readonly CloudFormation: CloudFormation;
  readonly CloudWatch: Service;
  readonly Detective: Detective;
  readonly DynamoDB: DynamoDb;
  readonly EventBridge: Events;
  readonly GuardDuty: GuardDuty;
  readonly IAM: Service;
  readonly Lambda: Lambda;
  readonly S3: S3;
  readonly SecretsManager: Service;
  readonly SecurityHub: SecurityHub;
  readonly SFN: States;
  readonly SNS: Sns;
  readonly SQS: Sqs;
  readonly STS: Sts;
}

export interface CloudServicesDeps {
  readonly world: World;
  readonly url: string;
  readonly behaviour?: Behaviour;
  readonly smtp?: Smtp;
  readonly lambda: LambdaRuntime;
  readonly async: AsyncInvocations;
  readonly observers: Observers;
  readonly onCall: CallObserver;
}

/** Makes the services and joins them: rules deliver to queues, functions and state machines; status changes become events. */
export function cloudServices({ world, url, behaviour = defaultBehaviour, ...deps }: CloudServicesDeps): CloudServices {
  const call: CallContext = { region: world.region, accountId: world.accountId };
  const { lambda, async, observers, onCall } = deps;
  const sqs = watchedQueues(createSqs(world, { urlBase: url, patient: true }), observers);
  const topics = createSns(world, {
    onPublished: (message) => observers.tell(publishedIn(message)),
    ...(deps.smtp && { deliver: mailer(deps.smtp, world.clock, observers) }),
  });
  const sns = withPlannedErrors(topics, behaviour.errors);
  const lateStates = (): States => services.SFN;
  const lateEvents = (): Events => services.EventBridge;
  const ports = eventTargets({ call, sqs, sns, lambda, async, states: lateStates, events: lateEvents, observers });
  const services: CloudServices = {
    CloudFormation: cloudFormationService(world),
    CloudWatch: cloudWatchService(world, { read: queueMetrics(world, sqs) }),
    Detective: detectiveService(world, { behaviour }),
    DynamoDB: dynamoDbService(world),
    EventBridge: watchedEvents(createEvents(world, ports), observers),
    GuardDuty: guardDutyService(world, { findingPublishingFrequency: "FIFTEEN_MINUTES" }),
    IAM: iamService(world, { behaviour }),
    Lambda: lambdaService(world, lambda),
    S3: withPlannedErrors(createS3(world), behaviour.errors),
    SecretsManager: withPlannedErrors(secretsManagerService(world), behaviour.errors),
    SecurityHub: securityHubService(world, { behaviour }),
    SFN: statesService(world, {
      runTask: taskRunner({ call, lambda, services: () => ({ ...services }), onCall }),
      ...stateListeners(world, observers, lateEvents),
    }),
    SNS: sns,
    SQS: sqs,
    STS: stsService(world),
  };
  announceFindings(world, services.SecurityHub, services.EventBridge, observers);
  return services;
}
