import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secretsManagerService } from "#local/services/secrets-manager.ts";
import { aFront, rejectionOf } from "./a-front.ts";
import { aWorld, calling, failureOf } from "./a-world.ts";

const { world, clock } = aWorld("2026-12-01T12:00:00Z");
let client: SecretsManagerClient;
let close: () => Promise<void>;

beforeAll(async () => {
  const { front, sdk } = await aFront(world, [secretsManagerService(world)]);
  client = new SecretsManagerClient(sdk);
  close = () => front.close();
});
afterAll(async () => {
  client.destroy();
  await close();
});

const get = (SecretId: string, over: object = {}) => client.send(new GetSecretValueCommand({ SecretId, ...over }));
const put = (SecretId: string, SecretString: string, over: object = {}) =>
  client.send(new PutSecretValueCommand({ SecretId, SecretString, ...over }));

describe("Secrets Manager", () => {
  it("gives the current value, and the one before it, while keys are changed", async () => {
    const { ARN = "", VersionId: first } = await client.send(
      new CreateSecretCommand({ Name: "webhook/keys", SecretString: "one", KmsKeyId: "k", Description: "keys" }),
    );
    expect(ARN).toMatch(/^arn:aws:secretsmanager:eu-west-1:111122223333:secret:webhook\/keys-[0-9a-f]{6}$/);
    expect(await get("webhook/keys")).toMatchObject({
      ...{ ARN, Name: "webhook/keys", SecretString: "one", VersionId: first },
      ...{ VersionStages: ["AWSCURRENT"], CreatedDate: new Date(clock.now()) },
    });
    expect(await rejectionOf(get(ARN, { VersionStage: "AWSPREVIOUS" }))).toBe("ResourceNotFoundException 400");

    const { VersionId: second } = await put(ARN, "two");
    expect(await get(ARN)).toMatchObject({ SecretString: "two", VersionId: second });
    expect(await get(ARN, { VersionStage: "AWSPREVIOUS" })).toMatchObject({ SecretString: "one", VersionId: first });
    const { VersionId: third } = await put(ARN, "three");
    expect(await get(ARN, { VersionStage: "AWSPREVIOUS" })).toMatchObject({ SecretString: "two" });
    expect(await get(ARN.slice(0, -7), { VersionId: first })).toMatchObject({ SecretString: "one" });
    const described = await client.send(new DescribeSecretCommand({ SecretId: ARN }));
    expect(described).toMatchObject({ ARN, KmsKeyId: "k", Description: "keys" });
    expect(described.VersionIdsToStages).toEqual({
      [String(second)]: ["AWSPREVIOUS"],
      [String(third)]: ["AWSCURRENT"],
    });
  });

  it("leaves the current value alone while the next one is tried", async () => {
    await client.send(new CreateSecretCommand({ Name: "tried", SecretString: "one" }));
    const { VersionStages } = await put("tried", "two", { VersionStages: ["AWSPENDING"] });
    expect(VersionStages).toEqual(["AWSPENDING"]);
    expect((await get("tried")).SecretString).toBe("one");
    expect((await get("tried", { VersionStage: "AWSPENDING" })).SecretString).toBe("two");
  });

  it("keeps bytes as they are", async () => {
    await client.send(new CreateSecretCommand({ Name: "bytes", SecretBinary: Uint8Array.of(0, 255, 7) }));
    expect((await get("bytes")).SecretBinary).toEqual(Uint8Array.of(0, 255, 7));
  });

  it("answers a repeated request as before, and no other one with its token", async () => {
    const ClientRequestToken = "a".repeat(32);
    await client.send(new CreateSecretCommand({ Name: "repeated", SecretString: "one" }));
    const { VersionId } = await put("repeated", "two", { ClientRequestToken });
    await put("repeated", "three");
    expect(await put("repeated", "two", { ClientRequestToken })).toMatchObject({ VersionId: ClientRequestToken });
    expect(VersionId).toBe(ClientRequestToken);
    expect((await get("repeated")).SecretString).toBe("three");
    const other = put("repeated", "four", { ClientRequestToken });
    expect(await rejectionOf(other)).toBe("ResourceExistsException 400");
  });

  it("refuses what is not there, is there already or is not supported", async () => {
    await client.send(new CreateSecretCommand({ Name: "empty" }));
    expect(await rejectionOf(get("empty"))).toBe("ResourceNotFoundException 400");
    expect(await rejectionOf(get("none"))).toBe("ResourceNotFoundException 400");
    const again = client.send(new CreateSecretCommand({ Name: "empty", SecretString: "a" }));
    expect(await rejectionOf(again)).toBe("ResourceExistsException 400");
    const large = put("empty", "a".repeat(65_537));
    expect(await rejectionOf(large)).toBe("InvalidParameterException 400");
    const type = new CreateSecretCommand({ Name: "typed", Type: "partner" });
    expect(await rejectionOf(client.send(type))).toBe("InvalidParameterException 400");
  });

  it("answers no faster than its rates", () => {
    const call = calling(secretsManagerService(world, { readRate: { perSecond: 1, burst: 1 } }));
    call("CreateSecret", { Name: "s", SecretString: "one" });
    expect(call("GetSecretValue", { SecretId: "s" })).toMatchObject({ SecretString: "one" });
    expect(failureOf(() => call("GetSecretValue", { SecretId: "s" }))).toBe("ThrottlingException 400");
  });

  it("keeps a secret to its account and Region", () => {
    const call = calling(secretsManagerService(world));
    call("CreateSecret", { Name: "s", SecretString: "one" });
    for (const elsewhere of [
      { region: "us-east-1", accountId: "111122223333" },
      { region: "eu-west-1", accountId: "999999999999" },
    ])
      expect(failureOf(() => call("GetSecretValue", { SecretId: "s" }, elsewhere))).toBe(
        "ResourceNotFoundException 400",
      );
  });
});
