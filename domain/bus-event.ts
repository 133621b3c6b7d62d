import * as z from "zod";
import { FindingBrief } from "./brief/finding-brief.ts";
import { NotInvestigableReason, ParkReason, SeverityLabel } from "./contract.ts";

// 100 principals of 1,300 bytes and 100 mentions of 900: far below the 1 MiB of an EventBridge entry.
export const listedMax = 100;

const Finding = z
  .object({
    id: z.string().max(2_048),
    productArn: z.string().max(2_048),
    version: z.string().max(64).describe("`UpdatedAt` of the finding as its provider gave it"),
    accountId: z.string(),
    region: z.string(),
    severity: SeverityLabel,
    type: z.string().max(160),
  })
  .describe("The finding version. Its title and other free text are in the brief alone");

const BusPrincipal = z.object({
  arn: z.string().max(700),
  outcome: z
    .enum(["investigated", "joined", "not-investigable", "failed", "timed-out"])
    .describe("`joined`: investigated together with other findings, by an investigation that was under way already"),
  reason: z.string().max(160).optional().describe("Why not investigable, or the name of the error"),
  investigationId: z.string().max(64).optional(),
  severity: SeverityLabel.optional(),
});
export type BusPrincipal = z.infer<typeof BusPrincipal>;

const common = {
  v: z.literal(1),
  finding: Finding,
  verdict: z
    .enum(["NONE", ...SeverityLabel.options])
    .describe("Worst severity over all principals; NONE: none is known, which does not mean clean"),
  principals: z.array(BusPrincipal).max(listedMax),
  excluded: z
    .array(z.object({ what: z.string().max(200), reason: NotInvestigableReason }))
    .max(listedMax)
    .describe("Mentions that nothing was started for; at most 100 of them are listed"),
  executionArn: z.string().max(2_048),
  coveredUntil: z.iso.datetime().optional().describe("Earliest end of the investigated time ranges"),
  brief: FindingBrief.optional().describe(
    "All that is known of the finding version, its texts included; absent when Security Hub does not hold the finding",
  ),
};

/** Every principal that can be investigated was; `partial` when not all of the evidence could be read. */
const Enriched = z.object({
  ...common,
  outcome: z.enum(["enriched", "partial"]),
  reason: z.literal("evidence-incomplete").optional(),
});

const NotInvestigable = z.object({
  ...common,
  outcome: z.literal("not-investigable"),
  reason: NotInvestigableReason,
});

/** Something is left to do; `partial` when what succeeded was written to the finding. */
const Parked = z.object({
  ...common,
  outcome: z.enum(["partial", "parked"]),
  reason: ParkReason,
});

export const BusEvent = z.discriminatedUnion("detailType", [
  z.object({ detailType: z.literal("Finding Enriched"), detail: Enriched }),
  z.object({ detailType: z.literal("Finding Not Investigable"), detail: NotInvestigable }),
  z.object({ detailType: z.literal("Finding Parked"), detail: Parked }),
]);
/** What the event bus gets, once per finding version; its source is `gumshoe`. */
export type BusEvent = z.infer<typeof BusEvent>;

/** The JSON Schemas of `detail`, and the one of the brief by itself, by file name under `docs/events/`. */
export function busEventSchemas(): ReadonlyMap<string, object> {
  const events = BusEvent.options.map(({ shape }): readonly [string, object] => {
    const title = shape.detailType.value;
    const about = { title, description: `\`detail\` of the event "${title}" from source "gumshoe"` };
    return [schemaFile(title), { ...about, ...z.toJSONSchema(shape.detail, { io: "input" }) }] as const;
  });
  const title = "Finding Brief";
  const about = { title, description: "All that is known of one finding version: `brief` of every event" };
  return new Map([...events, [schemaFile(title), { ...about, ...z.toJSONSchema(FindingBrief, { io: "input" }) }]]);
}

function schemaFile(title: string): string {
  return `${title.toLowerCase().replaceAll(" ", "-")}.schema.json`;
}
