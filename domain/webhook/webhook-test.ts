import * as z from "zod";

const TestRequest = z.strictObject({ kind: z.literal("webhook-test") });

/** What `gumshoe webhook test` invokes the function with. */
export const testRequest: z.infer<typeof TestRequest> = { kind: "webhook-test" };

export function isTestRequest(event: unknown): boolean {
  return TestRequest.safeParse(event).success;
}

/** What it gets. */
export const TestAnswer = z.object({
  delivered: z.boolean(),
  /** Why not. */
  code: z.string().optional(),
  webhookId: z.string(),
  ms: z.number(),
});
export type TestAnswer = z.infer<typeof TestAnswer>;
