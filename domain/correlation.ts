import * as z from "zod";

const Correlated = z.object({ executionArn: z.string().max(2048) });

/** The execution that a state's input belongs to, where it says so: what joins the log lines of a finding. */
export function executionArnOf(input: unknown): string | undefined {
  const read = Correlated.safeParse(input);
  return read.success ? read.data.executionArn : undefined;
}
