import { type Operation, type Service, ServiceError, type World } from "../service.ts";
import type { Rate } from "./rate-limit.ts";
import { hexDigest, iamId } from "./request/digest.ts";
import { Input } from "./request/input.ts";
import { withRates } from "./request/operations.ts";

export interface StsOptions {
  /** Of each operation, per Region. Default 600 a second, the documented quota for an account and Region. */
  readonly rate?: Rate;
}

export interface Sts extends Service {
  /** The account of temporary credentials that AssumeRole gave out. */
  accountOf(accessKeyId: string): string | undefined;
}

const defaultRate: Rate = { perSecond: 600, burst: 600 };
const rolePattern = /^arn:(aws[-\w]*):iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/;

/**
 * AWS STS: who is calling, and temporary credentials of any role of any account.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html
 */
export function stsService(world: World, options: StsOptions = {}): Sts {
  const accounts = new Map<string, string>();
  const operations = { AssumeRole: assumeRole(world, accounts), GetCallerIdentity: getCallerIdentity(world) };
  return {
    name: "STS",
    signingName: "sts",
    protocol: { kind: "query", namespace: "https://sts.amazonaws.com/doc/2011-06-15/" },
    operations: withRates(operations, world.clock, { other: options.rate ?? defaultRate }, throttled),
    accountOf: (accessKeyId) => accounts.get(accessKeyId),
  };
}

function getCallerIdentity(world: World): Operation {
  return (_input, { accountId }) => ({
    UserId: `${iamId("AROA", accountId)}:local`,
    Account: accountId,
    Arn: `arn:${world.partition}:sts::${accountId}:assumed-role/local/local`,
  });
}

function assumeRole(world: World, accounts: Map<string, string>): Operation {
  return (value) => {
    const input = new Input(value, validationError);
    const roleArn = input.text("RoleArn", { min: 20, max: 2048 });
    const session = input.text("RoleSessionName", { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ });
    const seconds = input.optionalInteger("DurationSeconds", { min: 900, max: 43_200 }) ?? 3600;
    const [, partition, accountId, name] = rolePattern.exec(roleArn) ?? [];
    if (!partition || !accountId || !name) throw validationError(`${roleArn} is invalid`);
    const accessKeyId = iamId("ASIA", roleArn, session, `${accounts.size}`).slice(0, 20);
    accounts.set(accessKeyId, accountId);
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: hexDigest(40, "secret", accessKeyId),
        SessionToken: hexDigest(64, "token", accessKeyId),
        Expiration: new Date(world.clock.now() + seconds * 1000),
      },
      AssumedRoleUser: {
        AssumedRoleId: `${iamId("AROA", roleArn)}:${session}`,
        Arn: `arn:${partition}:sts::${accountId}:assumed-role/${name}/${session}`,
      },
    };
  };
}

const validationError = (message: string) => new ServiceError("ValidationError", 400, message);
const throttled = () => new ServiceError("Throttling", 400, "Rate exceeded");
