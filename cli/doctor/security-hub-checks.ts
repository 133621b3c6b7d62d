import { SetupFault } from "#domain/errors.ts";
import type { Check } from "./check.ts";
import { fine, only, troublesIn } from "./sight.ts";

export const securityHub: Check<"off"> = {
  name: "security hub",
  needs: ["credentials"],
  async run(place) {
    if (await place.setUp.hub(place.region)) return fine(`on in ${place.region}`);
    return only(troublesIn(place).failure("off", `off in ${place.region}`));
  },
  fix: {
    off: {
      means: "No finding arrives, and none can be enriched",
      command: (shell) => shell.aws("securityhub enable-security-hub"),
    },
  },
};

/** Whether this account sees the findings of the whole organization. */
export const administrator: Check<"member" | "another" | "unknown"> = {
  name: "administrator",
  needs: ["security hub"],
  async run(place) {
    const { failure, warning } = troublesIn(place);
    const { accountId } = await place.setUp.caller();
    const other = await place.setUp.administrator();
    if (other !== undefined && other !== accountId)
      return only(failure("member", `account ${accountId} is a member, ${other} administers Security Hub`, other));
    const delegated = await place.setUp.delegatedAdministrators().catch((error: unknown) => {
      if (error instanceof SetupFault) return undefined;
      throw error;
    });
    if (!delegated) {
      const says = `no account administers ${accountId}; who the organization's delegated administrator is, only its management account may ask`;
      return only(warning("unknown", says));
    }
    if (delegated.length === 0) return fine(`account ${accountId} stands alone`);
    return delegated.includes(accountId)
      ? fine(`account ${accountId} is the delegated administrator`)
      : only(
          failure("another", `the delegated administrator is ${delegated.join(", ")}, not ${accountId}`, delegated[0]),
        );
  },
  fix: {
    member: {
      means: "Findings of other accounts do not arrive here, and automation rules of a member do nothing",
      command: (_shell, { subject, region }) =>
        `AWS_REGION=${region} npm run deploy -- --profile <profile of account ${subject}>`,
    },
    another: {
      means: "Findings of other accounts do not arrive here, and automation rules of a member do nothing",
      command: (_shell, { subject, region }) =>
        `AWS_REGION=${region} npm run deploy -- --profile <profile of account ${subject}>`,
    },
    unknown: {
      means: "Whether this account sees the findings of the whole organization could not be told",
      command: () => "aws securityhub list-organization-admin-accounts --profile <profile of the management account>",
    },
  },
};

/** Whether findings of other Regions come to the stack's. */
export const aggregation: Check<"elsewhere" | "none"> = {
  name: "aggregation",
  needs: ["security hub"],
  async run(place) {
    const { failure, warning } = troublesIn(place);
    const found = await place.setUp.aggregation();
    if (!found) return only(warning("none", "findings of other Regions are not aggregated"));
    const { homeRegion, mode, regions } = found;
    if (homeRegion !== place.region)
      return only(failure("elsewhere", `the home Region is ${homeRegion}, not ${place.region}`, homeRegion));
    const names = regions.length > 0 ? `: ${regions.join(", ")}` : "";
    return fine(`${place.region} is the home Region, linked ${mode.toLowerCase().replaceAll("_", " ")}${names}`);
  },
  fix: {
    elsewhere: {
      means: "Findings of linked Regions go to the home Region and are not seen here",
      command: (shell, { subject }) => shell.deploy(undefined, subject),
    },
    none: {
      means: "Only findings of this Region are investigated",
      command: (shell) => shell.aws("securityhub create-finding-aggregator --region-linking-mode ALL_REGIONS"),
    },
  },
};
