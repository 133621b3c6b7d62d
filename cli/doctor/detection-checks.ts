import { offersDetective } from "#domain/detective-region.ts";
import { dayMs, formatInstant } from "#domain/instant.ts";
import type { Check, Place, Trouble } from "./check.ts";
import { inEveryRegion } from "./regions.ts";
import { seen, troublesIn } from "./sight.ts";

// "Detective needs two weeks of data to build its baselines" (docs.aws.amazon.com/detective … detective-data-training-period.html, read 2026-11-20).
const baselineDays = 14;

type DetectiveProblem = "not-offered" | "elsewhere" | "off" | "young";

/** A behavior graph of this account in every Region concerned: investigations run where the finding arose. */
export const detective: Check<DetectiveProblem> = {
  name: "detective",
  needs: ["credentials"],
  async run(place) {
    const { failure, warning } = troublesIn(place);
    const { serviceAt } = await place.setUp.caller();
    const now = Number.isNaN(serviceAt) ? place.now() : serviceAt;
    const { regions, found } = await inEveryRegion(
      place,
      async (region): Promise<readonly Trouble<DetectiveProblem>[]> => {
        const graph = await graphIn(place, region);
        if (graph === "not-offered")
          return [failure("not-offered", `AWS does not offer Detective in ${region}`, region, region)];
        if (!graph) {
          const other = await place.setUp.graphAdministrator(region).catch(() => undefined);
          const whose = other !== undefined && `the behavior graph in ${region} is that of account ${other}`;
          return [
            whose
              ? failure("elsewhere", whose, other, region)
              : failure("off", `no behavior graph in ${region}`, "", region),
          ];
        }
        const ripeAt = graph.createdAt + baselineDays * dayMs;
        if (ripeAt <= now) return [];
        const days = Math.max(0, Math.floor((now - graph.createdAt) / dayMs));
        return [warning("young", `the graph in ${region} is ${days} days old`, dayOf(ripeAt), region)];
      },
    );
    return seen(`a behavior graph with its baseline in ${countOf(regions)}`, found);
  },
  fix: {
    "not-offered": {
      means: "Findings of that Region wait for an hour and are parked: nobody can investigate them there",
      command: (shell, { subject }) =>
        `leave ${subject} out with the setting allowedRegions in cdk.json, then ${shell.deploy()}`,
    },
    elsewhere: {
      means:
        "Only its administrator may ask a behavior graph: one account has to administer Detective and Security Hub",
      command: (_shell, { subject, region }) =>
        `aws detective enable-organization-admin-account --account-id <this account, not ${subject}> --region ${region} --profile <profile of the management account>`,
    },
    off: {
      means: "Findings of that Region are parked: nobody can investigate them",
      command: (shell, { region }) => shell.aws("detective create-graph", region),
    },
    young: {
      means: "Detective learns for two weeks what is usual; until then its evidence is thinner",
      command: (_shell, { subject }) => `nothing to do: ripe on ${subject}`,
    },
  },
};

/** GuardDuty on in every Region concerned, telling of new activity soon. */
export const guardDuty: Check<"off" | "suspended" | "slow"> = {
  name: "guardduty",
  needs: ["credentials"],
  async run(place) {
    const { failure, warning } = troublesIn(place);
    const { regions, found } = await inEveryRegion(
      place,
      async (region): Promise<readonly Trouble<"off" | "suspended" | "slow">[]> => {
        const detector = await place.setUp.detector(region);
        if (!detector) return [failure("off", `no detector in ${region}`, "", region)];
        const { id, isEnabled, publishes } = detector;
        if (!isEnabled) return [failure("suspended", `the detector in ${region} is suspended`, id, region)];
        if (publishes === "FIFTEEN_MINUTES") return [];
        const often = publishes.toLowerCase().replaceAll("_", " ");
        return [warning("slow", `new activity in ${region} is published every ${often}`, id, region)];
      },
    );
    return seen(`on in ${countOf(regions)}, publishing every 15 minutes`, found);
  },
  fix: {
    off: {
      means: "GuardDuty finds nothing there, and Detective, which builds on it, knows less",
      command: (shell, { region }) =>
        shell.aws("guardduty create-detector --enable --finding-publishing-frequency FIFTEEN_MINUTES", region),
    },
    suspended: {
      means: "GuardDuty finds nothing there while it is suspended",
      command: (shell, { subject, region }) =>
        shell.aws(`guardduty update-detector --detector-id ${subject} --enable`, region),
    },
    slow: {
      means:
        "New activity of a known finding arrives late, and so does its investigation; 15 minutes are advised, which the setting guardDutyPublishing sees to in the Region of the stack",
      command: (shell, { subject, region }) =>
        shell.aws(
          `guardduty update-detector --detector-id ${subject} --finding-publishing-frequency FIFTEEN_MINUTES`,
          region,
        ),
    },
  },
};

/** What Detective says; where it does not answer, whether AWS has it there at all. */
async function graphIn({ setUp }: Place, region: string) {
  try {
    const graph = await setUp.graph(region);
    return graph ?? (offersDetective(region) ? undefined : "not-offered");
  } catch (error) {
    if (offersDetective(region)) throw error;
    return "not-offered";
  }
}

function dayOf(at: number): string {
  return formatInstant(at).slice(0, 10);
}

function countOf(regions: readonly string[]): string {
  return regions.length === 1 ? `${regions[0]}` : `${regions.length} Regions`;
}
