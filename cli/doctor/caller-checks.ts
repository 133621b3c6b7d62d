import { ServiceUnavailable } from "#domain/errors.ts";
import { formatInstant, minuteMs, secondMs } from "#domain/instant.ts";
import { isRegionName } from "#domain/region.ts";
import type { Check } from "./check.ts";
import { fine, only, troublesIn } from "./sight.ts";

/** The Region that everything else is asked in. */
export const region: Check<"unset" | "malformed"> = {
  name: "region",
  needs: [],
  async run(place) {
    const { failure } = troublesIn(place);
    if (place.region === "") return only(failure("unset", "no Region is configured"));
    if (!isRegionName(place.region)) return only(failure("malformed", `"${place.region}" is not a Region`));
    return fine(place.region);
  },
  fix: {
    unset: {
      means: "Nothing can be looked at without knowing where",
      command: () => "export AWS_REGION=<Region of the stack>",
    },
    malformed: {
      means: "No AWS service answers there",
      command: () => "export AWS_REGION=<Region of the stack>",
    },
  },
};

/** Whether AWS knows who calls. */
export const credentials: Check<"refused" | "unreachable"> = {
  name: "credentials",
  needs: ["region"],
  async run(place) {
    const { failure } = troublesIn(place);
    try {
      const { accountId, arn } = await place.setUp.caller();
      return fine(`account ${accountId} as ${arn.split(":").slice(5).join(":")}`);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (error instanceof ServiceUnavailable) return only(failure("unreachable", "STS does not answer"));
      return only(failure("refused", text));
    }
  },
  fix: {
    refused: {
      means: "AWS does not know who calls: there are no credentials, or they have expired",
      command: (shell) => `aws sso login, or set AWS_PROFILE; then ${shell.aws("sts get-caller-identity")}`,
    },
    unreachable: {
      means: "The network, the Region's name or the endpoint is wrong; or the local AWS is not up",
      command: (shell) => shell.aws("sts get-caller-identity"),
    },
  },
};

// Beyond five minutes AWS refuses signatures (docs.aws.amazon.com/IAM … reference_sigv-troubleshooting.html, read 2026-11-20).
const refusedMs = 5 * minuteMs;
const noticedMs = 30 * secondMs;

/** The machine's clock against that of the service. */
export const clock: Check<"skewed"> = {
  name: "clock",
  needs: ["credentials"],
  async run(place) {
    const { serviceAt } = await place.setUp.caller();
    if (Number.isNaN(serviceAt)) return { skipped: "the answer of STS bears no date" };
    const aheadMs = place.now() - serviceAt;
    const seconds = Math.round(Math.abs(aheadMs) / secondMs);
    if (place.isLocal && aheadMs < noticedMs) return fine(`${formatInstant(serviceAt)} on the local AWS`);
    if (Math.abs(aheadMs) < noticedMs) return fine(`within ${noticedMs / secondMs} s of AWS`);
    const says = `this machine is ${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} AWS`;
    const { failure, warning } = troublesIn(place);
    return only(Math.abs(aheadMs) < refusedMs ? warning("skewed", says) : failure("skewed", says));
  },
  fix: {
    skewed: {
      means: "Five minutes off, AWS refuses what is signed here; ages and time spans are wrong by as much",
      command: () => "sudo timedatectl set-ntp true",
    },
  },
};
