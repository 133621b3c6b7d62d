import type { Service, World } from "../service.ts";
import type { Rate } from "./rate-limit.ts";
import { withRates } from "./request/operations.ts";
import { secretsError } from "./secrets-manager/errors.ts";
import { secretOperations } from "./secrets-manager/secret-operations.ts";
import { Secrets } from "./secrets-manager/secrets.ts";

export interface SecretsManagerOptions {
  /** Of reading, and of each operation that writes; 10,000 and 50 a second unless said. */
  readonly readRate?: Rate;
  readonly writeRate?: Rate;
}

/**
 * AWS Secrets Manager: secrets, their versions and staging labels. Nothing is rotated.
 * @see docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
export function secretsManagerService(world: World, options: SecretsManagerOptions = {}): Service {
  const read = options.readRate ?? { perSecond: 10_000, burst: 10_000 };
  const other = options.writeRate ?? { perSecond: 50, burst: 50 };
  const operations = { DescribeSecret: read, GetSecretValue: read };
  return {
    name: "SecretsManager",
    signingName: "secretsmanager",
    protocol: { kind: "aws-json", version: "1.1", targetPrefix: "secretsmanager" },
    operations: withRates(secretOperations(new Secrets(world)), world.clock, { operations, other }, throttled),
  };
}

const throttled = () => secretsError("ThrottlingException", "Rate exceeded");
