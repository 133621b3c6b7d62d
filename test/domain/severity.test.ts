import { describe, expect, it } from "vitest";
import { asffSeverity } from "#domain/asff-severity.ts";
import { ocsfSeverity } from "#domain/ocsf-severity.ts";
import { severityNamed, severityOf, severityOfNormalized } from "#domain/severity.ts";
import asff from "../cases/severity/asff.json" with { type: "json" };
import normalized from "../cases/severity/normalized.json" with { type: "json" };
import ocsf from "../cases/severity/ocsf.json" with { type: "json" };
import scores from "../cases/severity/score.json" with { type: "json" };

describe("severityOf()", () => {
  it.each(scores)("answers $label when the score is $score", ({ score, label }) => {
    expect(severityOf(score)).toBe(label);
  });

  it("leaves no gap from 0 to 10, in steps of 0.05", () => {
    const bands = { INFORMATIONAL: 1, LOW: 79, MEDIUM: 60, HIGH: 40, CRITICAL: 21 };
    const labels = Array.from({ length: 201 }, (_, step) => severityOf(step / 20));
    const counted = labels.filter((label, at) => label !== labels[at - 1]);
    expect(counted).toEqual(Object.keys(bands));
    for (const [label, steps] of Object.entries(bands))
      expect(labels.filter((one) => one === label)).toHaveLength(steps);
  });

  it("answers INFORMATIONAL when the score is no number", () => {
    expect(severityOf(Number.NaN)).toBe("INFORMATIONAL");
  });
});

describe("severityOfNormalized()", () => {
  it.each(normalized)("answers $label when the score is $score", ({ score, label }) => {
    expect(severityOfNormalized(score)).toBe(label);
  });
});

describe("severityNamed()", () => {
  it("answers the label when the text names one in any case", () => {
    expect([" high ", "Critical", "severe", "", undefined].map(severityNamed)).toEqual([
      "HIGH",
      "CRITICAL",
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("asffSeverity()", () => {
  it.each(asff)("answers $label when the finding tells $name", ({ finding, label }) => {
    expect(asffSeverity(finding)).toBe(label);
  });
});

describe("ocsfSeverity()", () => {
  it.each(ocsf)("answers $label when the finding tells $name", ({ finding, label }) => {
    expect(ocsfSeverity(finding)).toBe(label);
  });
});
