import * as z from "zod";

/** A suggestion to a person: never carried out by us. */
export const NextStep = z.object({
  /** One imperative sentence. */
  text: z.string().max(240),
  /** Exact lines for a shell, for this very principal; shown as text. */
  cli: z.array(z.string().max(600)).max(8).optional(),
  /** The evidence that makes it worth doing. */
  why: z.string().max(240),
});
export type NextStep = z.infer<typeof NextStep>;

/**
 * The three questions an analyst asks first, answered in sentences from the evidence: the same evidence, the same words.
 * Sentences are cleaned text, not escaped; what comes from outside stands in quotation marks.
 */
export const Story = z.object({
  /** How did it happen? Strongest first. */
  how: z.array(z.string().max(400)).max(12),
  /** Where, and when first? */
  where: z.array(z.string().max(400)).max(8),
  /** What to do now: at most five. */
  now: z.array(NextStep).max(5),
  /** Why to be careful with all of it: a young baseline, evidence that could not be read, a scope that was cut. */
  caveats: z.array(z.string().max(240)).max(6),
});
export type Story = z.infer<typeof Story>;
