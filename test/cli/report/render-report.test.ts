import { expect, it } from "vitest";
import { paintFor } from "#cli/paint.ts";
import { renderReport } from "#cli/report/render-report.ts";

const principalArn = "arn:aws:iam::111122223333:role/pipeline/ci-deploy";
const one = { investigationId: "42", region: "eu-west-1", principalArn, complete: true, files: ["42.html", "42.md"] };

it("renderReport() says how grave, who, from where, and which files; and what is missing", () => {
  const reports = [
    { ...one, severity: "HIGH", from: "bucket" },
    { ...one, severity: "NONE", complete: false, from: "detective", files: ["43.html"] },
  ] as const;
  const missing = [{ investigationId: "44", message: "Cannot report on investigation 44: it is still running" }];
  expect(renderReport({ asked: "x", reports, missing }, paintFor({}))).toBe(
    [
      "HIGH  role ci-deploy, as the pipeline kept it",
      "  42.html",
      "  42.md",
      "not rated  role ci-deploy, made of what Detective holds now, not all of the evidence could be read",
      "  43.html",
      "Cannot report on investigation 44: it is still running",
    ].join("\n"),
  );
});
