import type { Behaviour } from "./behaviour.ts";
import type { Clock } from "./clock.ts";
import { AsyncInvocations } from "./cloud/async-invocations.ts";
import { CallCounts } from "./cloud/call-counts.ts";
import { CustomResources } from "./cloud/custom-resources.ts";
import { deployTarget } from "./cloud/deploy-target.ts";
import { keepHeapLean } from "./cloud/lean-heap.ts";
import type { Smtp } from "./cloud/mail.ts";
import { type Observation, Observers } from "./cloud/observation.ts";
import { type CloudServices, cloudServices } from "./cloud/services.ts";
import { type Front, startFront } from "./http/front.ts";
import type { ObservedCall } from "./http/observed-call.ts";
import { LambdaRuntime } from "./lambda/runtime.ts";
import { RealClock } from "./real-clock.ts";
import type { World } from "./service.ts";
import { invokeNamed } from "./services/lambda.ts";
import { readAssembly } from "./template/assembly.ts";
import { type DeployedStack, deployStack } from "./template/deploy.ts";
import type { CustomResourceAsk } from "./template/resource-type.ts";
import { VirtualClock } from "./virtual-clock.ts";

export type { Observation } from "./cloud/observation.ts";

export interface CloudOptions {
  /** The synthesized cloud assembly, `cdk.out`. */
  readonly assembly: string;
  /** Needed only when the assembly has more than one stack. */
  readonly stackName?: string;
  readonly accountId: string;
  readonly region: string;
  /** `aws` unless said. */
  readonly partition?: string;
  /** When virtual time begins, ms since the epoch; the machine's time unless said. */
  readonly startAtMs?: number;
  /** Uses the machine's clock: every wait takes its time. */
  readonly realTime?: boolean;
  /** Lets the machine's time pass while the cloud is idle, so that schedules fire. For a cloud that stays up. */
  readonly follow?: boolean;
  /** What Detective, Security Hub and IAM answer, where it is not derived from the principals. */
  readonly behaviour?: Behaviour;
  /** A mail server for what goes to mailboxes; without one it is only kept. */
  readonly smtp?: Smtp;
  /** Hosts outside that functions may send HTTPS requests to, and the HTTP servers of this machine that stand for them: `host:port` both. */
  readonly outside?: Readonly<Record<string, string>>;
  /** Port of the endpoint; any free one unless said. */
  readonly port?: number;
}

/** An AWS account in this process, with one stack deployed in it. */
export interface Cloud {
  readonly clock: Clock;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** The simulated services, for calls in process; those are not counted. */
  readonly services: CloudServices;
  /** For `AWS_ENDPOINT_URL`. */
  readonly endpointUrl: string;
  /** Logical id -> what `Ref` answers. */
  readonly resources: Readonly<Record<string, string>>;
  readonly stack: DeployedStack;
  readonly outputs: Readonly<Record<string, string>>;
  /** Puts an event on the default bus, exactly as given, and answers the names of the rules that match. */
  putEvent(event: object): readonly string[];
  /** Asks the function of a custom resource as CloudFormation does, when a stack is changed or deleted. @throws {Error} it failed */
  askFunction(ask: CustomResourceAsk): Promise<Readonly<Record<string, unknown>>>;
  /** Resolves when nothing works and nothing waits: no invocation, no execution, no batch, no message on its way to a function. */
  settled(): Promise<void>;
  /** Hears of everything that happens, as it happens, until the returned function is called. */
  observe(listener: (observation: Observation) => void): () => void;
  /** How often each operation was called over the wire or by a state machine: `SecurityHub.GetFindings` -> 3. */
  calls(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/**
 * Starts a cloud and deploys the stack of a cloud assembly in it.
 * @throws {TemplateError} naming everything in the template that is not supported
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { accountId, region, partition = "aws" } = options;
  keepHeapLean();
  const clock = clockOf(options);
  const world: World = { clock, accountId, region, partition };
  const release = clock.hold(); // until the stack stands, no time passes
  const parts = await startParts(world, options);
  try {
    const target = deployTarget({ ...parts, world, clock });
    const stack = await deployStack(readAssembly(options.assembly, options.stackName), target);
    parts.services.CloudFormation.add(stack);
    return cloudOf(clock, world, parts, stack);
  } catch (error) {
    await closeParts(clock, parts);
    throw error;
  } finally {
    release();
  }
}

interface Parts {
  readonly front: Front;
  readonly services: CloudServices;
  readonly lambda: LambdaRuntime;
  readonly async: AsyncInvocations;
  readonly observers: Observers;
  readonly counts: CallCounts;
  readonly customResources: CustomResources;
}

function clockOf({ realTime, startAtMs, follow }: CloudOptions): VirtualClock | RealClock {
  return realTime ? new RealClock() : new VirtualClock(startAtMs ?? Date.now(), follow === undefined ? {} : { follow });
}

async function startParts(world: World, { behaviour, port, smtp, ...options }: CloudOptions): Promise<Parts> {
  const outside = { ...options.outside };
  const observers = new Observers(() => world.clock.now());
  const counts = new CallCounts();
  const onCall = (call: ObservedCall): void => {
    counts.add(call);
    observers.tell({ kind: "call", ...call });
  };
  let made: Omit<Parts, "front"> | undefined;
  const front = await startFront({
    world,
    onCall,
    ...(port === undefined ? {} : { port }),
    waiting: { waits: (id) => made?.lambda.waits(id), resumes: (id) => made?.lambda.resumes(id) },
    callerOf: (id) => made?.lambda.callerOf(id),
    accountOf: (accessKeyId) => made?.services.STS.accountOf(accessKeyId),
    services: (url) => {
      const lambda = lambdaRuntime(world, url, observers, outside);
      const async = new AsyncInvocations(world.clock, lambda);
      const given = { ...(behaviour && { behaviour }), ...(smtp && { smtp }) };
      const services = cloudServices({ world, url, lambda, async, observers, onCall, ...given });
      const invoke = async (functionArn: string, payload: string) =>
        (await invokeNamed(lambda, functionArn, payload)).failure?.errorMessage;
      const customResources = new CustomResources(world, invoke, outside);
      made = { services, lambda, async, observers, counts, customResources };
      return Object.values(services);
    },
  });
  if (!made) throw new Error("Cannot start the cloud: its services were not made");
  return { ...made, front };
}

function lambdaRuntime(
  { clock, region }: World,
  endpointUrl: string,
  observers: Observers,
  outside: Readonly<Record<string, string>>,
): LambdaRuntime {
  return new LambdaRuntime({
    clock,
    ...(clock instanceof VirtualClock ? { sharedClock: clock.shared } : {}),
    region,
    endpointUrl,
    outside,
    onLog: (line) => observers.tell({ kind: "log", ...line }),
    onInvocation: (invocation) => observers.tell({ kind: "invocation", ...invocation }),
  });
}

function cloudOf(clock: VirtualClock | RealClock, world: World, parts: Parts, stack: DeployedStack): Cloud {
  const { services, front, observers, counts } = parts;
  const { accountId, region, partition } = world;
  return {
    clock,
    accountId,
    region,
    partition,
    services,
    endpointUrl: front.url,
    resources: stack.resources,
    outputs: stack.outputs,
    stack,
    putEvent: (event) => services.EventBridge.deliver(event).map(({ name }) => name),
    askFunction: (ask) => parts.customResources.ask(ask),
    settled: () => clock.settled(),
    observe: (listener) => observers.observe(listener),
    calls: () => counts.all(),
    close: () => closeParts(clock, parts),
  };
}

/** Time ends first: executions and deliveries under way stop where they are. */
async function closeParts(clock: VirtualClock | RealClock, { lambda, front, customResources }: Parts): Promise<void> {
  clock.close();
  await customResources.close();
  await lambda.close();
  await front.close();
}
