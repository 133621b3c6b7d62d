import { describe, expect, it } from "vitest";
import { reportKey } from "#domain/report/report-key.ts";

describe("reportKey()", () => {
  it("is a folder for each investigation, by Region", () => {
    expect(reportKey("eu-west-1", "000000000000000000042", "report.html")).toBe(
      "investigations/eu-west-1/000000000000000000042/report.html",
    );
  });

  it("keeps names from outside in their place", () => {
    expect(reportKey("..", "../../x y", "report.md")).toBe("investigations/%2E%2E/%2E%2E%2F%2E%2E%2Fx%20y/report.md");
  });
});
