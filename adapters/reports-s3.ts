import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { Reports } from "#domain/ports.ts";
import { evidenceIn } from "#domain/report/pages/evidence-in.ts";
import { type ReportFile, reportKey } from "#domain/report/report-key.ts";
import { clientDefaults } from "./client-defaults.ts";
import { sdkCall } from "./sdk-call.ts";
import { unlessAbsent } from "./unless-absent.ts";

const contentTypes = {
  "report.html": "text/html; charset=utf-8",
  "report.md": "text/markdown; charset=utf-8",
} as const satisfies Record<ReportFile, string>;

/** A report is worth no long wait: what holds it up holds up the evidence. */
export const reportsAttemptsMax = 2;
const requestHandler = { ...clientDefaults.requestHandler, connectionTimeout: 1_000, requestTimeout: 3_000 };
const clientSettings = { ...clientDefaults, maxAttempts: reportsAttemptsMax, requestHandler };

/**
 * Reports in a bucket. The page is written last: whoever finds it finds the Markdown too, to which it links. A key that holds nothing is
 * AccessDenied, thus a `SetupFault`, to a caller who may not list the bucket.
 * @see docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html (read 2026-12-01)
 */
export function reportsAdapter(bucket: string, client = new S3Client(clientSettings)): Reports {
  return {
    bucket,
    async save({ region, investigationId }, { html, markdown }) {
      const put = (file: ReportFile, body: string) => {
        const command = new PutObjectCommand({
          Bucket: bucket,
          Key: reportKey(region, investigationId, file),
          Body: body,
          ContentType: contentTypes[file],
          ContentDisposition: "inline",
          CacheControl: "no-store",
        });
        return sdkCall("s3:PutObject", () => client.send(command));
      };
      await put("report.md", markdown);
      await put("report.html", html);
    },
    async read(region, investigationId) {
      const command = new GetObjectCommand({ Bucket: bucket, Key: reportKey(region, investigationId, "report.html") });
      const text = await unlessAbsent("s3:GetObject", ["NoSuchKey"], async () =>
        (await client.send(command)).Body?.transformToString(),
      );
      return evidenceIn(text ?? "");
    },
  };
}
