import type { CallContext, World } from "../../service.ts";
import { hexDigest } from "../request/digest.ts";
import type { Input } from "../request/input.ts";
import { notFound, secretsError } from "./errors.ts";

/** What a secret holds, in one of its versions. */
export interface SecretVersion {
  readonly id: string;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly createdAtMs: number;
  /** `AWSCURRENT`, `AWSPREVIOUS`, or labels of the user's own; a version without any is forgotten by AWS at its leisure. */
  readonly stages: Set<string>;
}

export interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly kmsKeyId: string | undefined;
  readonly createdAtMs: number;
  changedAtMs: number;
  /** By id, oldest first. */
  readonly versions: Map<string, SecretVersion>;
}

const current = "AWSCURRENT";
const previous = "AWSPREVIOUS";

/** The ARN of a secret: AWS ends it with six characters of chance, here they follow from the name. */
export function secretArn(partition: string, { region, accountId }: CallContext, name: string): string {
  const suffix = hexDigest(6, "secret", region, accountId, name);
  return `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${name}-${suffix}`;
}

/** All secrets of one simulated Secrets Manager, of every account and Region. */
export class Secrets {
  readonly world: World;
  readonly #byArn = new Map<string, Secret>();

  constructor(world: World) {
    this.world = world;
  }

  /** The secret of the member `SecretId`: a name, an ARN, or an ARN without its last six characters. @throws {ServiceError} */
  of(input: Input, call: CallContext): Secret {
    const id = input.text("SecretId", { min: 1, max: 2048 });
    const { partition } = this.world;
    const arn = id.startsWith("arn:") ? id : secretArn(partition, call, id);
    const found = this.#byArn.get(arn) ?? [...this.#byArn.values()].find((secret) => secret.arn.slice(0, -7) === arn);
    if (!found) throw notFound();
    return found;
  }

  /** @throws {ServiceError} ResourceExistsException */
  create(given: Pick<Secret, "name" | "description" | "kmsKeyId">, call: CallContext): Secret {
    const arn = secretArn(this.world.partition, call, given.name);
    if (this.#byArn.has(arn))
      throw secretsError(
        "ResourceExistsException",
        `The operation failed because the secret ${given.name} already exists.`,
      );
    const nowMs = this.world.clock.now();
    const secret: Secret = { ...given, arn, createdAtMs: nowMs, changedAtMs: nowMs, versions: new Map() };
    this.#byArn.set(arn, secret);
    return secret;
  }

  /**
   * Gives a secret a new version. A label is on one version at a time; what `AWSCURRENT` leaves is `AWSPREVIOUS`.
   * @throws {ServiceError} ResourceExistsException: another version with that id is there
   * @see docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
   */
  put(
    secret: Secret,
    version: Omit<SecretVersion, "createdAtMs" | "stages">,
    stages: readonly string[],
  ): SecretVersion {
    const known = secret.versions.get(version.id);
    if (known) return agreeing(known, version);
    const nowMs = this.world.clock.now();
    const added = { ...version, createdAtMs: nowMs, stages: new Set<string>() };
    secret.versions.set(version.id, added);
    secret.changedAtMs = nowMs;
    for (const stage of stages) moveStage(secret, stage, added);
    return added;
  }
}

/** A repeated request is answered as before. */
function agreeing(known: SecretVersion, { text, bytes }: Pick<SecretVersion, "text" | "bytes">): SecretVersion {
  const same = known.text === text && Buffer.from(known.bytes ?? "").equals(Buffer.from(bytes ?? ""));
  if (same) return known;
  throw secretsError("ResourceExistsException", "You can't use ClientRequestToken for a version with another value.");
}

function moveStage({ versions }: Secret, stage: string, to: SecretVersion): void {
  const from = [...versions.values()].find(({ stages }) => stages.has(stage));
  from?.stages.delete(stage);
  to.stages.add(stage);
  if (stage !== current || !from) return;
  for (const { stages } of versions.values()) stages.delete(previous);
  from.stages.add(previous);
}

/** The version that a request asks for: by id, by label, or the current one. @throws {ServiceError} */
export function versionOf({ versions }: Secret, input: Input): SecretVersion {
  const [id, stage] = [input.optionalText("VersionId"), input.optionalText("VersionStage")];
  const label = stage ?? (id === undefined ? current : undefined);
  const found = [...versions.values()].find(
    (version) => (id === undefined || version.id === id) && (label === undefined || version.stages.has(label)),
  );
  if (found) return found;
  throw notFound(`the specified secret value for ${id === undefined ? `staging label: ${label}` : `VersionId: ${id}`}`);
}
