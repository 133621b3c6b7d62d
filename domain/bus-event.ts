import * as z from "zod";
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
  .describe("The finding version. Its title and other free text are left out on purpose");

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

/** The JSON Schemas of `detail`, by file name under `docs/events/`. */
export function busEventSchemas(): ReadonlyMap<string, object> {
  return new Map(
    BusEvent.options.map(({ shape }) => {
      const title = shape.detailType.value;
      const name = `${title.toLowerCase().replaceAll(" ", "-")}.schema.json`;
      const about = { title, description: `\`detail\` of the event "${title}" from source "gumshoe"` };
      return [name, { ...about, ...z.toJSONSchema(shape.detail, { io: "input" }) }];
    }),
  );
}
