import { describe, expect, it } from "vitest";
import { overlayOf } from "#cli/overlay.ts";

describe("overlayOf()", () => {
  it.each([
    { what: "a boolean", entry: "directGuardDuty=true", overlay: { directGuardDuty: true } },
    { what: "a number", entry: "batchSize=20", overlay: { batchSize: 20 } },
    { what: "a number among choices", entry: "logRetentionDays=30", overlay: { logRetentionDays: 30 } },
    { what: "text", entry: "severityFloor=HIGH", overlay: { severityFloor: "HIGH" } },
    { what: "quoted text", entry: 'severityFloor="HIGH"', overlay: { severityFloor: "HIGH" } },
    { what: "text that looks like a number", entry: "memberRoleName=007", overlay: { memberRoleName: "007" } },
    { what: "text with an equals sign", entry: "memberRoleName=a=b", overlay: { memberRoleName: "a=b" } },
    { what: "a JSON list", entry: 'products=["GuardDuty","Macie"]', overlay: { products: ["GuardDuty", "Macie"] } },
    { what: "a list between commas", entry: "products=GuardDuty,Macie", overlay: { products: ["GuardDuty", "Macie"] } },
    { what: "a list of one", entry: "products=GuardDuty", overlay: { products: ["GuardDuty"] } },
    { what: "an empty list", entry: "products=[]", overlay: { products: [] } },
  ])("reads $what", ({ entry, overlay }) => {
    expect(overlayOf([entry])).toEqual(overlay);
  });

  it("is empty without entries, and takes the last of two", () => {
    expect(overlayOf([])).toEqual({});
    expect(overlayOf(["batchSize=1", "batchSize=2", "attachedRoles=true"])).toEqual({
      batchSize: 2,
      attachedRoles: true,
    });
  });

  it.each([
    { what: "no equals sign", entry: "batchSize", problem: 'Cannot use --set "batchSize": key=value is wanted' },
    { what: "no key", entry: "=1", problem: 'Cannot use --set "=1": key=value is wanted' },
    { what: "an unknown setting", entry: "colour=red", problem: 'there is no setting "colour"' },
    { what: "a name of every object", entry: "__proto__=1", problem: 'there is no setting "__proto__"' },
    { what: "an inherited name", entry: "toString=1", problem: 'there is no setting "toString"' },
    { what: "no boolean", entry: "attachedRoles=yes", problem: "attachedRoles: " },
    { what: "a number out of range", entry: "batchSize=0", problem: "batchSize: " },
    { what: "no choice", entry: "notePolicy=shout", problem: "notePolicy: " },
    { what: "nothing", entry: "batchSize=", problem: "batchSize: " },
  ])("refuses $what", ({ entry, problem }) => {
    expect(() => overlayOf([entry])).toThrow(problem);
  });

  it("lists every problem at once, and what settings there are", () => {
    const refused = () => overlayOf(["colour=red", "batchSize=0", "size=1", "attachedRoles=true"]);
    expect(refused).toThrow(/batchSize: .*no setting "colour".*no setting "size".*wanted: products, severityFloor/s);
  });
});
