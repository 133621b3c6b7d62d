import type { Observation } from "../cloud/observation.ts";
import type { DeployedStack } from "../template/deploy.ts";
import { accessesOf, type Place } from "./access.ts";
import { type AccessRequest, roleKeys, serviceKeys } from "./access-request.ts";

/** What EventBridge does with a target, by the target's service. */
const deliveries: Readonly<Record<string, string>> = {
  sqs: "sqs:SendMessage",
  sns: "sns:Publish",
  lambda: "lambda:InvokeFunction",
  events: "events:PutEvents",
  states: "states:StartExecution",
};

/** Who a stack lets call: what IAM would be asked about anything that is observed. */
export class Requests {
  readonly #place: Place;
  /** Name or ARN of a function, ARN of a state machine -> ARN of its role. */
  readonly #roles: ReadonlyMap<string, string>;

  constructor({ parts }: Pick<DeployedStack, "parts">, place: Place) {
    this.#place = place;
    this.#roles = new Map(
      Object.values(parts).flatMap(({ type, ref, properties }) => {
        if (type === "AWS::Lambda::Function") return [[ref, String(properties["Role"])] as const];
        return type === "AWS::StepFunctions::StateMachine" ? [[ref, String(properties["RoleArn"])] as const] : [];
      }),
    );
  }

  /** Nothing for a client outside, and for a call with the role of another account: that is no role of the stack. */
  of(observation: Observation): readonly AccessRequest[] {
    if (observation.kind === "delivery") return [delivered(observation)];
    if (observation.kind !== "call" || observation.accountId !== this.#place.accountId) return [];
    const arn = this.#roles.get(observation.caller ?? "");
    if (arn === undefined) return [];
    const place = { ...this.#place, region: observation.region };
    return accessesOf(observation, place).map(({ action, resource, keys }) => ({
      principal: { kind: "role", arn },
      ...{ action, resource },
      keys: { ...roleKeys(arn), "aws:RequestedRegion": observation.region, ...keys },
    }));
  }
}

function delivered({ ruleArn, targetArn }: { readonly ruleArn: string; readonly targetArn: string }): AccessRequest {
  const name = "events.amazonaws.com";
  const action = deliveries[targetArn.split(":")[2] ?? ""] ?? `${targetArn.split(":")[2]}:*`;
  return { principal: { kind: "service", name }, action, resource: targetArn, keys: serviceKeys(name, ruleArn) };
}
