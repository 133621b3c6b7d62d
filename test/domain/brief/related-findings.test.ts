import { describe, expect, it } from "vitest";
import { relatedFindingsOf } from "#domain/brief/related-findings.ts";

describe("relatedFindingsOf()", () => {
  it("tells what the provider relates, the signals that are findings, and what set off a scan", () => {
    const finding = {
      RelatedFindings: [{ ProductArn: "p", Id: "one" }],
      FindingProviderFields: {
        RelatedFindings: [
          { ProductArn: "p", Id: "one" },
          { ProductArn: "p", Id: "two" },
        ],
      },
      Detection: {
        Sequence: {
          Signals: [
            { Type: "FINDING", Id: "three", Name: "Recon:IAMUser/TorIPCaller" },
            { Type: "CLOUD_TRAIL", Id: "signal", Name: "DeleteTrail" },
          ],
        },
      },
      ProductFields: { "aws/guardduty/service/ebsVolumeScanDetails/triggerFindingId": "four" },
    };
    expect(relatedFindingsOf(finding)).toEqual([
      { id: "one" },
      { id: "two" },
      { id: "three", type: "Recon:IAMUser/TorIPCaller" },
      { id: "four" },
    ]);
  });

  it("tells 50 at most, and none when nothing is what it should be", () => {
    const many = { RelatedFindings: Array.from({ length: 5_000 }, (_, at) => ({ Id: `finding-${at}` })) };
    expect({
      many: relatedFindingsOf(many).length,
      misshapen: [null, 7, { RelatedFindings: [null, { Id: 3 }, { Id: "\u200b" }] }].map(relatedFindingsOf),
    }).toEqual({ many: 50, misshapen: [[], [], []] });
  });
});
