import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { aTemplate, readable, resourcesOf } from "./a-stack.ts";

const template = aTemplate();

describe("the reports bucket", () => {
  it("is open to nobody, holds what was replaced for a while, and belongs to one owner", () => {
    template.hasResourceProperties("AWS::S3::Bucket", {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      VersioningConfiguration: { Status: "Enabled" },
    });
  });

  it("forgets after the days of the settings, what was replaced after 30, and tidies up", () => {
    aTemplate({ reportRetentionDays: 90 }).hasResourceProperties("AWS::S3::Bucket", {
      LifecycleConfiguration: {
        Rules: [
          Match.objectLike({
            Status: "Enabled",
            ExpirationInDays: 90,
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          }),
          { Id: "Tidy", Status: "Enabled", ExpiredObjectDeleteMarker: true },
        ],
      },
    });
  });

  it("takes TLS 1.2 and newer alone, and lets nobody in by itself", () => {
    const [policy] = Object.values(resourcesOf(template, "AWS::S3::BucketPolicy"));
    const { Statement } = readable(policy?.["PolicyDocument"]) as { readonly Statement: readonly object[] };
    const all = { Effect: "Deny", Action: "s3:*", Resource: ["${ReportsBucket.Arn}", "${ReportsBucket.Arn}/*"] };
    expect(Statement).toMatchObject([
      { ...all, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { ...all, Condition: { NumericLessThan: { "s3:TlsVersion": 1.2 } } },
    ]);
  });

  it("is not there when no reports are wanted, and nothing speaks of it", () => {
    const without = aTemplate({ reports: false });
    without.resourceCountIs("AWS::S3::Bucket", 0);
    expect(JSON.stringify(without.toJSON())).not.toMatch(/s3:(Get|Put)Object|REPORTS_BUCKET|ReportsBucket/);
  });
});
