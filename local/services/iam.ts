import { type Behaviour, defaultBehaviour } from "../behaviour.ts";
import { type Operation, type Service, ServiceError, type World } from "../service.ts";
import { entitiesOf } from "./iam/entities.ts";
import type { Rate } from "./rate-limit.ts";
import { Input } from "./request/input.ts";
import { withRates } from "./request/operations.ts";

export interface IamOptions {
  /** Whom IAM knows: its roles, users and instance profiles. Nobody by default. */
  readonly behaviour?: Behaviour;
  /** Of each operation, for the account. AWS documents none; the default is 50 a second, 100 at once. */
  readonly rate?: Rate;
}

const defaultRate: Rate = { perSecond: 50, burst: 100 };
const namePattern = /^[\w+=,.@-]+$/;

/**
 * Reading IAM's roles, users and instance profiles. The caller is a role, so GetUser must be told which user.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html
 */
export function iamService(world: World, options: IamOptions = {}): Service {
  const entities = entitiesOf(options.behaviour ?? defaultBehaviour);
  const operations = {
    GetInstanceProfile: reading("InstanceProfileName", 128, "Instance Profile", (name) => {
      const profile = entities.instanceProfile(name);
      return profile && { InstanceProfile: profile };
    }),
    GetRole: reading("RoleName", 64, "The role with name", (name) => {
      const role = entities.role(name);
      return role && { Role: role };
    }),
    GetUser: reading("UserName", 128, "The user with name", (name) => {
      const user = entities.user(name);
      return user && { User: user };
    }),
  };
  return {
    name: "IAM",
    signingName: "iam",
    protocol: { kind: "query", namespace: "https://iam.amazonaws.com/doc/2010-05-08/" },
    operations: withRates(operations, world.clock, { other: options.rate ?? defaultRate }, throttled),
  };
}

function reading(member: string, max: number, what: string, find: (name: string) => object | undefined): Operation {
  return (value) => {
    const name = new Input(value, validationError).text(member, { min: 1, max, pattern: namePattern });
    const answer = find(name);
    if (!answer) throw noSuchEntity(`${what} ${name} cannot be found.`);
    return answer;
  };
}

const validationError = (message: string) => new ServiceError("ValidationError", 400, message);
const noSuchEntity = (message: string) => new ServiceError("NoSuchEntityException", 404, message);
const throttled = () => new ServiceError("Throttling", 400, "Rate exceeded");
