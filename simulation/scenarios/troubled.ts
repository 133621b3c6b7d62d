import { ServiceError } from "#local/service.ts";
import { isCall } from "../faults/request-fault.ts";
import { unlessRefused } from "../story/import.ts";
import { at, finding, imported, nameOf, role, told } from "./cast.ts";
import type { Scenario } from "./scenario.ts";
import { firstRequests, scripted } from "./scripted.ts";

const [ines, deployer] = [role("ines"), role("deployer", "/ops/")];
const one = () => told({ cast: [ines], acts: [imported(0, finding("f1", [ines]))] });
const three = () => {
  const acts = [1, 2, 3].map((n) => imported(0, finding(`f${n}`, [ines])));
  return told({ cast: [ines], acts });
};

const failedOnce: Scenario = {
  name: "failed-once",
  what: "the first investigation of a role ends FAILED, the second well; its neighbour has no trouble",
  story: () => {
    const acts = [imported(0, finding("f1", [ines, deployer]))];
    return told({ cast: [ines, deployer], acts, plans: { ines: { statuses: ["FAILED", "SUCCESSFUL"] } } });
  },
};

const failedTwice: Scenario = {
  name: "failed-twice",
  what: "both investigations of a role end FAILED: its finding is parked, with what its neighbour gave",
  story: () => {
    const acts = [imported(0, finding("f1", [ines, deployer]))];
    return told({ cast: [ines, deployer], acts, plans: { ines: { statuses: ["FAILED"] } } });
  },
};

const neverEnds: Scenario = {
  name: "never-ends",
  what: "an investigation stays RUNNING: after an hour its finding is parked",
  story: () => {
    const acts = [imported(0, finding("f1", [ines]))];
    return told({ cast: [ines], acts, plans: { ines: { durationSeconds: "never" } } });
  },
};

const unknownToDetective: Scenario = {
  name: "unknown-to-detective",
  what: "Detective does not know the role",
  story: () => {
    const errors = [{ operation: "StartInvestigation", name: "ResourceNotFoundException", times: 99, lost: false }];
    const acts = [imported(0, finding("f1", [ines]))];
    return told({ cast: [ines], acts, plans: { ines: { errors } } });
  },
};

const graphMissing: Scenario = {
  name: "graph-missing",
  what: "the Region has no behavior graph: the finding is parked as a fault of the set-up",
  story: () =>
    told({
      cast: [ines],
      acts: [imported(0, finding("f1", [ines]))],
      behaviour: { noGraph: new Set(["eu-west-1"]) },
    }),
};

const humanNote: Scenario = {
  name: "human-note",
  what: "an analyst has written a note and named a ticket before the evidence comes",
  story: () => {
    const Note = { Text: "Asked the owner.", UpdatedBy: "ines" };
    const update = { FindingIdentifiers: [nameOf("f1")], Note, UserDefinedFields: { ticket: "SEC-1" } };
    const writes = at(1, "an analyst writes a note", (cloud) =>
      unlessRefused(() => cloud.call("SecurityHub", "BatchUpdateFindings", update)),
    );
    return told({ cast: [ines], acts: [imported(0, finding("f1", [ines])), writes] });
  },
};

const unprocessed: Scenario = {
  name: "unprocessed",
  what: "Security Hub leaves findings unprocessed: one for now, one for good",
  story: three,
  kinds: [
    scripted(
      { name: "unprocessed-in-part", row: 65, what: "f1 is refused twice for now, f2 each time for good", times: 99 },
      ({ may }) => {
        let passing = 2;
        return {
          unprocessed({ Id }) {
            if (Id === "f2" && may("securityhub:BatchUpdateFindings"))
              return { ErrorCode: "InvalidInput", ErrorMessage: "It is not valid" };
            if (Id !== "f1" || passing === 0 || !may("securityhub:BatchUpdateFindings")) return undefined;
            passing--;
            return { ErrorCode: "ConcurrentUpdateError", ErrorMessage: "Somebody else writes" };
          },
        };
      },
    ),
  ],
};

const readThrottled: Scenario = {
  name: "read-throttled",
  what: "Security Hub throttles the first five reads: more than a client tries again",
  story: one,
  kinds: [
    firstRequests(
      { name: "reads-throttled", row: 66, what: "the first five GetFindings are throttled", times: 5 },
      isCall("SecurityHub", "GetFindings"),
      () => ({ refuse: new ServiceError("LimitExceededException", 429, "Rate exceeded") }),
    ),
  ],
};

const startThrottled: Scenario = {
  name: "start-throttled",
  what: "Detective throttles the first two starts: they are not repeated within the claim",
  story: one,
  kinds: [
    firstRequests(
      { name: "starts-throttled", row: 56, what: "the first two StartInvestigation are throttled", times: 2 },
      isCall("Detective", "StartInvestigation"),
      () => ({ refuse: new ServiceError("TooManyRequestsException", 429, "Rate exceeded") }),
    ),
  ],
};

const startUnheard: Scenario = {
  name: "start-unheard",
  what: "Detective starts the investigation and its answer gets lost",
  story: one,
  kinds: [
    firstRequests(
      { name: "first-start-unheard", row: 57, what: "the first StartInvestigation is not answered", times: 1 },
      isCall("Detective", "StartInvestigation"),
      () => ({ lose: "timeout" }),
    ),
  ],
};

const notImportedYet: Scenario = {
  name: "not-imported-yet",
  what: "the finding can be read only minutes after its event",
  story: one,
  kinds: [
    scripted(
      { name: "import-lags", row: 67, what: "the import is visible after six minutes", times: 1 },
      ({ may }) => ({
        importLag: () => (may("securityhub:BatchImportFindings") ? 6 * 60_000 : undefined),
      }),
    ),
  ],
};

export const troubledScenarios: readonly Scenario[] = [
  failedOnce,
  failedTwice,
  neverEnds,
  unknownToDetective,
  graphMissing,
  humanNote,
  unprocessed,
  readThrottled,
  startThrottled,
  startUnheard,
  notImportedYet,
];
