/**
 * The messages that a function with `ReportBatchItemFailures` says have failed. Nothing, `{}` and an empty list mean that none has; an
 * answer that Lambda cannot read, and an identifier that is not in the batch, mean that all have.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function failedItems(payload: string, messageIds: readonly string[]): readonly string[] {
  const answer: unknown = JSON.parse(payload);
  if (answer === null) return [];
  if (typeof answer !== "object" || Array.isArray(answer)) return messageIds;
  const failures = (answer as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return messageIds;
  const failed = failures.map((item: unknown) => (item as { itemIdentifier?: unknown } | null)?.itemIdentifier);
  return failed.every((id): id is string => typeof id === "string" && messageIds.includes(id)) ? failed : messageIds;
}
