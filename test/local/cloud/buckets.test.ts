import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, describe, expect, it } from "vitest";
import { type Cloud, startCloud } from "#local/cloud.ts";
import type { Template } from "#local/template/template.ts";
import { aFunctionResource, anAssembly } from "../fixtures/an-assembly.ts";

const settings = { accountId: "111122223333", region: "eu-west-1", startAtMs: Date.UTC(2026, 11, 1, 12) };
const keyArn = { "Fn::GetAtt": ["Key", "Arn"] };
const byDefault = { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn };
const template: Template = {
  Resources: {
    Key: { Type: "AWS::KMS::Key" },
    Role: { Type: "AWS::IAM::Role" },
    Reports: {
      Type: "AWS::S3::Bucket",
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: byDefault }],
        },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true },
      },
    },
    Policy: { Type: "AWS::S3::BucketPolicy", Properties: { Bucket: { Ref: "Reports" } } },
    Writer: aFunctionResource("writer", { BUCKET: { Ref: "Reports" } }),
  },
  Outputs: {
    Bucket: { Value: { Ref: "Reports" } },
    Arn: { Value: { "Fn::GetAtt": ["Reports", "Arn"] } },
    Domain: { Value: { "Fn::GetAtt": ["Reports", "RegionalDomainName"] } },
    Key: { Value: keyArn },
  },
};
const writer = `
  import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
  const client = new S3Client({});
  export const handler = async (Body) =>
    client.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: "report", Body, IfNoneMatch: "*" }));
`;
let cloud: Cloud;
afterEach(() => cloud?.close());

describe("a bucket of a template", () => {
  it("is there for functions and for clients, with its default encryption", async () => {
    cloud = await startCloud({ ...settings, assembly: anAssembly(template, { writer }) });
    const { Bucket = "", Arn, Domain, Key } = cloud.outputs;
    expect(Bucket).toMatch(/^test-reports-[a-z0-5]{13}$/);
    expect([Arn, Domain]).toEqual([`arn:aws:s3:::${Bucket}`, `${Bucket}.s3.eu-west-1.amazonaws.com`]);
    const call = { region: "eu-west-1", accountId: "111122223333" };
    const invoke = cloud.services.Lambda.operations["Invoke"];
    const answer = await invoke?.({ FunctionName: cloud.resources["Writer"], Payload: "written" }, call);
    expect(answer).toMatchObject({ Payload: { ServerSideEncryption: "aws:kms", SSEKMSKeyId: Key } });

    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    const client = new S3Client({ endpoint: cloud.endpointUrl, region: "eu-west-1", credentials, maxAttempts: 1 });
    const got = await client.send(new GetObjectCommand({ Bucket, Key: "report" }));
    expect(await got.Body?.transformToString()).toBe("written");
    expect(got).toMatchObject({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: Key, BucketKeyEnabled: true });
    const again = client.send(new PutObjectCommand({ Bucket, Key: "report", Body: "late", IfNoneMatch: "*" }));
    await expect(again).rejects.toThrow("pre-conditions");
    expect(cloud.services.S3.objects(Bucket).map(({ key }) => key)).toEqual(["report"]);
    expect(cloud.calls()).toEqual({ "S3.GetObject": 1, "S3.PutObject": 2 });
  });

  it("stops a template that wants more of it", async () => {
    const Properties = { NotificationConfiguration: { EventBridgeConfiguration: {} } };
    const assembly = anAssembly({ Resources: { Reports: { Type: "AWS::S3::Bucket", Properties } } });
    await expect(startCloud({ ...settings, assembly })).rejects.toThrow('"NotificationConfiguration" is not supported');
  });
});
