import * as z from "zod";
import { Principal, SeverityLabel } from "../contract.ts";
import { Observed } from "./observed.ts";
import { Story } from "./story.ts";

/**
 * All that one investigation found: what its pages are rendered from, and what `report.html` in the reports bucket carries as data.
 * At most 256 KiB as the JSON that stands there.
 */
export const InvestigationReport = z.object({
  schema: z.literal(1),
  investigationId: z.string().max(64),
  graphArn: z.string().max(2_048),
  region: z.string().max(40),
  principal: Principal.pick({ identity: true, partition: true, accountId: true, type: true, name: true, arn: true }),
  /** Absent when Detective told none: that is not the same as a low one. */
  severity: SeverityLabel.optional(),
  createdAt: z.iso.datetime(),
  /** The look that found it over. */
  readAt: z.iso.datetime(),
  scopeStartAt: z.iso.datetime(),
  scopeEndAt: z.iso.datetime(),
  /** False when not every page of indicators could be read. */
  complete: z.boolean(),
  observed: Observed,
  story: Story,
  links: z.object({
    detective: z.string().optional(),
    /** The pages in the console of the bucket. */
    report: z.string().optional(),
    markdown: z.string().optional(),
  }),
});
export type InvestigationReport = z.infer<typeof InvestigationReport>;

/** What people read of a report. */
export interface ReportPages {
  /** With the report in it, as `evidenceIn` reads it. */
  readonly html: string;
  readonly markdown: string;
}
