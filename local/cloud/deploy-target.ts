import type { Clock } from "../clock.ts";
import { queueReader } from "../event-source-mapping/queue-reader.ts";
import { EventSource } from "../event-source-mapping.ts";
import type { LambdaRuntime } from "../lambda/runtime.ts";
import type { Service, World } from "../service.ts";
import { invokeNamed } from "../services/lambda.ts";
import type { DeployTarget } from "../template/resource-type.ts";
import type { AsyncInvocations } from "./async-invocations.ts";
import type { CustomResources } from "./custom-resources.ts";
import type { CloudServices } from "./services.ts";

export interface DeployTargetDeps {
  readonly world: World;
  readonly clock: Clock;
  readonly services: CloudServices;
  readonly lambda: LambdaRuntime;
  readonly async: AsyncInvocations;
  readonly customResources: CustomResources;
}

/** Where a template's resources come to life: the simulated services, called in process. */
export function deployTarget({ world, clock, services, lambda, async, ...deps }: DeployTargetDeps): DeployTarget {
  const { partition, accountId, region } = world;
  const byName: Readonly<Record<string, Service>> = { ...services };
  return {
    partition,
    accountId,
    region,
    call: async (service, operation, input) => {
      const act = byName[service]?.operations[operation];
      if (!act) throw new Error(`the local AWS does not have ${service}.${operation}`);
      return (await act(input, { region, accountId })) as Readonly<Record<string, unknown>>;
    },
    createStateMachine: (settings) => services.SFN.createStateMachine(settings),
    createTable: (definition) => services.DynamoDB.createTable(definition, region),
    addFunction: (definition) => lambda.register(definition),
    publishVersion: (functionName) => lambda.publish(functionName),
    configureAsyncInvoke: (functionName, retriesMax) => async.configure(functionName, retriesMax),
    askFunction: (ask) => deps.customResources.ask(ask),
    addEventSource: (mapping, uuid) => {
      const queue = queueReader(services.SQS, mapping.queueArn);
      const invoke = (payload: string) => invokeNamed(lambda, mapping.functionName, payload);
      services.Lambda.addEventSource(uuid, new EventSource(mapping, { clock, queue, invoke }));
    },
  };
}
