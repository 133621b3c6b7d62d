import { Command } from "commander";
import { clock } from "#adapters/clock.ts";
import { setUpAdapter } from "#adapters/set-up.ts";
import { doctor } from "../commands/doctor.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { withManual } from "../help.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { spinner } from "../spinner.ts";
import { clientSettings, localEndpoint, type TargetOptions, targetOptions } from "../target.ts";
import { ownVersion } from "../version.ts";
import type { DoctorReport } from "./doctor-report.ts";
import { renderDoctor } from "./render-doctor.ts";
import { shellFor } from "./shell.ts";

interface DoctorOptions extends TargetOptions {
  readonly alsoRegion: readonly string[];
  readonly json?: true;
}

const codes: Readonly<Record<DoctorReport["verdict"], ExitCode>> = {
  healthy: exitCode.done,
  unchecked: exitCode.couldNotStart,
  unhealthy: exitCode.finishedWithFailures,
};

/** `gumshoe doctor`. */
export function doctorCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("doctor")
    .description("check that everything Gumshoe depends on is in order, and say what mends what is not")
    .option(
      "--also-region <name>",
      "look at Detective and GuardDuty there too, e.g. in a Region that accounts opt in to; may be given again",
      (region: string, before: readonly string[]) => [...before, region],
      [],
    )
    .option("--json", "print the report as one JSON object")
    .action(async (options: DoctorOptions) => {
      const report = await spinner("Looking around", (start) => {
        start();
        return examined(options);
      });
      output.report(options.json ? JSON.stringify(report) : renderDoctor(report, paintFor(process.stdout)));
      done(codes[report.verdict]);
    });
  for (const option of targetOptions) command.addOption(option);
  return withManual(command, {
    about: [
      "Looks at credentials, Region and clock; at the stack, its version and every part of it; at Security Hub, its administrator, its aggregation and the Regions in which findings are armed; at Detective and GuardDuty in every Region whose findings are let in; at automation rules, custom action, event rules, queues, backlog, dead letters and alarms.",
      "Changes nothing. Every check runs even when others fail; one that has nothing to look at is skipped and says why. ✓ passed, ! warning, ✗ failed, – skipped.",
    ],
    examples: [
      { command: "gumshoe doctor --region eu-west-1", does: 'examine the stack "Gumshoe" there' },
      { command: "gumshoe doctor --local", does: "examine the local AWS of gumshoe local serve" },
      { command: "gumshoe doctor --json", does: "the report for machines, one JSON object" },
    ],
    exitCodes: {
      0: "in order; warnings do not count",
      1: "nothing could be checked: no Region, no credentials",
      2: "something has to be mended",
    },
    seeAlso: ["gumshoe status", "gumshoe dlq list", "docs/architecture.md"],
  });
}

async function examined(options: DoctorOptions): Promise<DoctorReport> {
  // Without a Region the report itself says so, like everything else that is missing.
  const settings = await clientSettings(options).catch(() => ({ region: "" }));
  const { region } = settings;
  const place = {
    // No client can be made without a Region; none of them is used while the check of the Region fails.
    setUp: setUpAdapter({ ...settings, region: region || "us-east-1" }, options.stack, clock.now),
    now: clock.now,
    region,
    stackName: options.stack,
    version: ownVersion(),
    isLocal: options.local === true || options.endpointUrl !== undefined,
    moreRegions: options.alsoRegion,
  };
  return doctor(place, shellFor({ ...options, region }, localEndpoint));
}
