import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { requireSelection, type SelectionOptions, selectionOf, selectionOptions } from "#cli/dlq/selection-options.ts";

function parse(...args: readonly string[]): SelectionOptions {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  for (const option of selectionOptions) command.addOption(option);
  return command.parse(args, { from: "user" }).opts<SelectionOptions>();
}

describe("selectionOf()", () => {
  it("reads every filter", () => {
    const args = [
      ...["--reason", "exhausted,Setup-Fault", "--principal", "deploy", "--account", "111122223333"],
      ...[
        "--severity",
        "high,CRITICAL",
        "--finding",
        "f1",
        "--attempt",
        "3+",
        "--older-than",
        "15m",
        "--newer-than",
        "3d",
      ],
    ];
    expect(selectionOf(parse(...args))).toEqual({
      reasons: ["exhausted", "setup-fault"],
      principal: "deploy",
      account: "111122223333",
      severities: ["HIGH", "CRITICAL"],
      finding: "f1",
      attempt: { min: 3, max: Number.POSITIVE_INFINITY },
      olderThanMs: 900_000,
      newerThanMs: 259_200_000,
    });
  });

  it("means everything when nothing is given", () => {
    expect(selectionOf(parse())).toEqual({});
  });

  it.each([
    { args: ["--reason", "bad-luck"], error: '"bad-luck" is no reason, one of invalid-json,' },
    { args: ["--severity", "URGENT"], error: '"URGENT" is no severity' },
    { args: ["--account", "1234"], error: "twelve digits are wanted" },
    { args: ["--attempt", "-1"], error: "a number is wanted" },
    { args: ["--older-than", "soon"], error: "a span such as 15m, 2h or 3d is wanted" },
  ])("refuses $args", ({ args, error }) => {
    expect(() => parse(...args)).toThrow(error);
  });
});

describe("requireSelection()", () => {
  it("wants a filter or --all, and not both", () => {
    expect(() => requireSelection("replay", {})).toThrow(
      "Cannot replay: nothing is chosen, a filter or --all is wanted",
    );
    expect(() => requireSelection("replay", { all: true, finding: "f1" })).toThrow("one of them is wanted");
    expect(() => requireSelection("replay", { all: true })).not.toThrow();
    expect(() => requireSelection("replay", { attempt: { min: 0, max: 0 } })).not.toThrow();
  });
});
