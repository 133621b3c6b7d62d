import * as z from "zod";

/** Stands where Detective names nothing: what was seen is counted all the same. */
export const untold = "unknown";

/** A technique or tactic of MITRE ATT&CK as Detective named it, with its official id and name where it is known. */
export const AttackUse = z.object({
  tactic: z.string().max(48).optional(),
  /** `TA0004`. */
  tacticId: z.string().max(9).optional(),
  technique: z.string().max(80).optional(),
  /** `T1098` or `T1098.001`. */
  techniqueId: z.string().max(9).optional(),
  procedure: z.string().max(160).optional(),
  /** API calls that matched it. */
  successes: z.int().min(0),
  failures: z.int().min(0),
});
export type AttackUse = z.infer<typeof AttackUse>;

/** Calls of one API from one address, summed over all observations. */
export const ApiCalls = z.object({
  api: z.string().max(128),
  address: z.string().max(45).optional(),
  successes: z.int().min(0),
  failures: z.int().min(0),
  tactics: z.array(z.string().max(48)).max(14),
});
export type ApiCalls = z.infer<typeof ApiCalls>;

/** New for whom: a thing that the whole account has not seen weighs more than one new to the principal alone. */
const NewFor = z.enum(["account", "principal"]);

/**
 * What the indicators of one investigation come to, each kind summed, without repetition and in one order, strongest first.
 * Texts are cleaned (one line, nothing invisible, bounded), not escaped: each sink escapes for itself.
 */
export const Observed = z.object({
  /** Indicators read from Detective. */
  indicators: z.int().min(0),
  attack: z.array(AttackUse),
  apiCalls: z.array(ApiCalls),
  /** An address that is not told is `unknown`, as are places, networks, user agents and groups. */
  flaggedAddresses: z.array(z.object({ address: z.string().max(45), reason: z.string().max(80) })),
  travel: z.array(
    z.object({
      fromPlace: z.string().max(80).optional(),
      fromAddress: z.string().max(45).optional(),
      toPlace: z.string().max(80).optional(),
      toAddress: z.string().max(45).optional(),
      hours: z.number().optional(),
    }),
  ),
  places: z.array(
    z.object({
      place: z.string().max(80),
      /** ISO 3166-1 alpha-2 where the place names a country that is known. */
      country: z.string().length(2).optional(),
      address: z.string().max(45).optional(),
      newFor: NewFor,
    }),
  ),
  /** Autonomous system organizations. */
  networks: z.array(z.object({ name: z.string().max(120), newFor: NewFor })),
  userAgents: z.array(z.object({ userAgent: z.string().max(300), newFor: NewFor })),
  relatedFindings: z.array(
    z.object({
      arn: z.string().max(2_048).optional(),
      type: z.string().max(160).optional(),
      address: z.string().max(45).optional(),
    }),
  ),
  findingGroups: z.array(z.string().max(200)),
  /** Indicators of types that this version does not know: counted, never dropped silently. */
  unknown: z.array(z.object({ type: z.string().max(40), count: z.int().min(1) })),
  /** Entries of the lists above that were left out to keep it bounded. */
  omitted: z.int().min(0),
});
export type Observed = z.infer<typeof Observed>;
