import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ClaimInProgress, ServiceUnavailable } from "#domain/errors.ts";
import type { ClaimResult, Claims, Invocation } from "#domain/ports.ts";
import { dynamodb } from "./dynamodb-client.ts";
import { errorName, sdkFailure } from "./sdk-call.ts";

// Longer than an investigation is joined: what comes later finds the head record or adopts.
const expiresAfterSeconds = 7 * 24 * 60 * 60;

const operation = "dynamodb (claims)";

/** Thrown inside the idempotent function, where an error is what makes Powertools delete the record. */
class Released extends Error {
  override readonly name = "Released";
  readonly result: unknown;
  constructor(result: unknown) {
    super("Cannot keep the claim: the work gave it back");
    this.result = result;
  }
}

/** Claims as Powertools idempotency records: `pk` = `claim#<hash of the key>`, in progress until the invocation ends. */
export function claimsAdapter(tableName: string, client: DynamoDBClient = dynamodb): Claims {
  // One persistence layer for one operation: it keeps the first configuration it sees.
  const persistenceStore = new DynamoDBPersistenceLayer({ tableName, keyAttr: "pk", awsSdkV3Client: client });
  return {
    async once<K extends object, R>(key: string, invocation: Invocation, work: () => Promise<ClaimResult<K, R>>) {
      // A configuration for each call, because the context registered on it (by the wrapper: argument 2) is mutable.
      const config = new IdempotencyConfig({
        throwOnNoIdempotencyKey: true,
        expiresAfterSeconds,
        hashFunction: "sha256",
      });
      const claimed = makeIdempotent(async (_key: string, _invocation: Invocation): Promise<K> => kept(await work()), {
        persistenceStore,
        config,
        keyPrefix: "claim",
      });
      try {
        return { keep: await claimed(key, invocation) };
      } catch (error) {
        if (error instanceof Released) return { release: error.result as R };
        throw translated(key, error);
      }
    },
  };
}

/** What goes into the record: JSON, since DynamoDB takes no `undefined`. */
function kept<K extends object, R>(result: ClaimResult<K, R>): K {
  if ("release" in result) throw new Released(result.release);
  return JSON.parse(JSON.stringify(result.keep));
}

function translated(key: string, error: unknown): unknown {
  switch (errorName(error)) {
    case "IdempotencyAlreadyInProgressError":
      return new ClaimInProgress(key, { cause: error });
    case "IdempotencyInconsistentStateError":
      return new ServiceUnavailable(operation, { cause: error });
    case "IdempotencyPersistenceLayerError":
      return tableFailure(error instanceof Error ? error.cause : undefined);
    default:
      return error;
  }
}

// Whatever it is that the table answered: the claim may be held now, so another try is wanted.
function tableFailure(cause: unknown): unknown {
  if (errorName(cause) === "IdempotencyKeyError") return cause;
  return sdkFailure(operation, cause) ?? new ServiceUnavailable(operation, { cause });
}
