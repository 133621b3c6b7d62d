import * as z from "zod";

/**
 * Where CloudFormation waits for the answer: a presigned URL of S3. Whatever else is named there is not sent to.
 * @see docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html (read 2026-12-01)
 */
const ResponseUrl = z
  .url({ protocol: /^https$/, hostname: /\.amazonaws\.com(?:\.cn)?$/ })
  .refine((url) => new URL(url).port === "" && new URL(url).username === "", "a plain address is wanted");

const Request = z.object({
  RequestType: z.enum(["Create", "Update", "Delete"]),
  ResponseURL: ResponseUrl,
  StackId: z.string().min(1),
  RequestId: z.string().min(1),
  LogicalResourceId: z.string().min(1),
  PhysicalResourceId: z.string().min(1).optional(),
  ResourceProperties: z.record(z.string(), z.unknown()).default({}),
});

/** What CloudFormation asks of a resource that a function makes. */
export type CustomResourceRequest = z.infer<typeof Request>;

/** What CloudFormation reads in the body of the answer. */
export interface CustomResourceAnswer {
  readonly Status: "SUCCESS" | "FAILED";
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
}

/** Puts an answer where CloudFormation waits for it. @throws nobody took it */
export type AnswerStack = (url: string, answer: CustomResourceAnswer) => Promise<void>;

/** It does not say who waits for an answer: nobody gets one. The message tells nothing of the request, which holds a presigned URL. */
export class UnreadableRequest extends Error {
  override readonly name = "UnreadableRequest";
  constructor() {
    super("Cannot answer: this is no request of CloudFormation with an address of AWS to answer to");
  }
}

/** @throws {UnreadableRequest} */
export function customResourceRequest(event: unknown): CustomResourceRequest {
  const read = Request.safeParse(event);
  if (!read.success) throw new UnreadableRequest();
  return read.data;
}

// An answer may have 4,096 bytes; of them the reason gets what is told on a screen.
const reasonCharsMax = 600;

/** @param physicalId of a resource that is made; one that is there keeps its own, or CloudFormation would replace it */
export function customResourceAnswer(
  { PhysicalResourceId, StackId, RequestId, LogicalResourceId }: CustomResourceRequest,
  physicalId: string,
  { Status, Reason }: Pick<CustomResourceAnswer, "Status" | "Reason">,
): CustomResourceAnswer {
  const about = { PhysicalResourceId: PhysicalResourceId ?? physicalId, StackId, RequestId, LogicalResourceId };
  return { Status, Reason: Reason.slice(0, reasonCharsMax), ...about };
}
