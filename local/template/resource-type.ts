import type { EventSourceMapping } from "../event-source-mapping.ts";
import type { LambdaFunction } from "../lambda/function.ts";
import type { StateMachineSettings } from "../services/states/state-machine.ts";

/** What a custom resource asks of its function. */
export interface CustomResourceAsk {
  readonly functionArn: string;
  readonly RequestType: "Create" | "Update" | "Delete";
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
}

/** Where resources come to life. */
export interface DeployTarget {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** Calls an operation of a simulated service in process; these calls are not counted. */
  call(
    service: string,
    operation: string,
    input: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** Creates a state machine. @throws the definition cannot be run here */
  createStateMachine(settings: StateMachineSettings): { readonly stateMachineArn: string };
  /** Creates a DynamoDB table and resolves when it is active. */
  createTable(definition: Readonly<Record<string, unknown>>): Promise<{ readonly arn: string }>;
  addFunction(lambda: LambdaFunction): void;
  /** Publishes what the function is now. @returns the version's number @throws there is no such function */
  publishVersion(functionName: string): string;
  /** How often and how long Lambda tries an asynchronous invocation of the function. */
  configureAsyncInvoke(functionName: string, retriesMax: number): void;
  /** Asks the function of a custom resource as CloudFormation does. @returns its answer @throws {Error} it failed, or did not answer */
  askFunction(ask: CustomResourceAsk): Promise<Readonly<Record<string, unknown>>>;
  /** @param uuid names the mapping in the Lambda API */
  addEventSource(mapping: EventSourceMapping, uuid: string): void;
}

/** What a resource type needs to create one resource. */
export interface Creation {
  readonly logicalId: string;
  readonly target: DeployTarget;
  /** A name of at most that many characters, as CloudFormation makes them. */
  name(lengthMax: number): string;
  /** Where the asset with this key of the assets bucket lies. @throws there is none */
  asset(objectKey: string): string;
}

/** A resource that exists: what `Ref` and `Fn::GetAtt` answer. */
export interface CreatedResource {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

export type Properties = Readonly<Record<string, unknown>>;

/** How resources of one type are created. */
export interface ResourceType {
  /** The properties it knows, whether they have an effect or not; any other stops the load. `any` for a type without effects. */
  readonly properties: readonly string[] | "any";
  create(properties: Properties, creation: Creation): CreatedResource | Promise<CreatedResource>;
}
