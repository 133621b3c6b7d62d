import { Aws, CfnMapping } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { IStateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import { consoleDomains } from "#domain/console-link.ts";

/**
 * Deep links into the console of whatever partition and Region the stack is deployed in. AWS documents none of these addresses:
 * they are what its console shows in the address bar, and may change.
 */
export class Console extends Construct {
  readonly #domain: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const mapping = Object.fromEntries(
      Object.entries(consoleDomains).map(([partition, domain]) => [partition, { domain }]),
    );
    this.#domain = new CfnMapping(this, "Domains", { mapping }).findInMap(Aws.PARTITION, "domain");
  }

  queue({ queueName }: IQueue): string {
    const url = `https%3A%2F%2Fsqs.${Aws.REGION}.${Aws.URL_SUFFIX}%2F${Aws.ACCOUNT_ID}%2F${queueName}`;
    return this.#page("sqs/v3", `/queues/${url}`);
  }

  stateMachine({ stateMachineArn }: IStateMachine): string {
    return this.#page("states", `/statemachines/view/${stateMachineArn}`);
  }

  lambda({ functionName }: IFunction): string {
    return this.#page("lambda", `/functions/${functionName}?tab=monitor`);
  }

  rules(): string {
    return this.#page("events", "/eventbus/default/rules");
  }

  dashboard(name: string): string {
    return this.#page("cloudwatch", `dashboards/dashboard/${name}`);
  }

  /** Where the saved queries are. */
  logsInsights(): string {
    return this.#page("cloudwatch", "logsV2:logs-insights");
  }

  detective(): string {
    return this.#page("detective", "investigations");
  }

  #page(service: string, place: string): string {
    return `https://${this.#domain}/${service}/home?region=${Aws.REGION}#${place}`;
  }
}
