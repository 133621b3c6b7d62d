import { ServiceError } from "#local/service.ts";
import { memberOf } from "#local/services/request/record.ts";
import { unlessRefused } from "../../story/import.ts";
import { after, during, type Trouble, traffic, withActs } from "../trouble.ts";
import { purge, replay } from "./queue-troubles.ts";

const down = new ServiceError("InternalServerException", 500, "The request was not processed");

const denied = new ServiceError("AccessDenied", 403, "Access Denied");

const deleteGraph = after(0, "somebody deletes the behavior graph", (cloud) =>
  unlessRefused(() => {
    const { GraphList } = cloud.call("Detective", "ListGraphs", {});
    const [graph] = Array.isArray(GraphList) ? GraphList : [];
    cloud.call("Detective", "DeleteGraph", { GraphArn: memberOf(graph, "Arn") });
  }),
);
const createGraph = (minutes: number) =>
  after(minutes, "Detective is turned on again", (cloud) => {
    unlessRefused(() => cloud.call("Detective", "CreateGraph", {}));
  });

const detectiveDown = (minutes: number) =>
  during(0, minutes, () => ({ request: ({ service }) => (service === "Detective" ? { refuse: down } : undefined) }));

const unprocessed = (ErrorCode: string) =>
  during(0, 30, () => ({ unprocessed: () => ({ ErrorCode, ErrorMessage: "It is not to be" }) }));

export const serviceTroubles: readonly Trouble[] = [
  {
    what: "somebody deletes the behavior graph, for an hour",
    rings: { "DeadLetters/NotEmpty": 10, "Detective/Refused": 10, "Parked/setup-fault": 15 },
    story: withActs(traffic(60), deleteGraph, createGraph(60), replay(70)),
  },
  {
    what: "Detective does not answer for 50 minutes",
    rings: { "Detective/Unreachable": 35, "Functions/start-or-join/Errors": 20 },
    story: traffic(50),
    kinds: [detectiveDown(50)],
  },
  {
    what: "Detective does not answer for six hours",
    rings: {
      "DeadLetters/NotEmpty": 240,
      "Detective/Unreachable": 40,
      "Functions/start-or-join/Errors": 20,
      "Parked/service-unavailable": 240,
    },
    story: withActs(traffic(50), replay(400)),
    kinds: [detectiveDown(360)],
  },
  {
    what: "an investigation never ends",
    rings: { "DeadLetters/NotEmpty": 70, "Parked/investigation-timed-out": 75 },
    story: withActs({ ...traffic(10), plans: { "worker-0": { durationSeconds: "never" } } }, purge(90)),
  },
  {
    what: "Security Hub refuses what is written, for half an hour",
    rings: { "DeadLetters/NotEmpty": 10, "Parked/invalid-update": 15 },
    story: withActs(traffic(20), replay(40)),
    kinds: [unprocessed("InvalidInput")],
  },
  {
    what: "findings are too large for Security Hub, for half an hour",
    rings: { "DeadLetters/NotEmpty": 10, "Parked/finding-size-exceeded": 15 },
    story: withActs(traffic(20), replay(40)),
    kinds: [unprocessed("FindingSizeExceeded")],
  },
  {
    what: "S3 denies the bucket of the reports, for an hour",
    rings: { "Reports/NotWritten": 30 },
    story: traffic(60),
    kinds: [during(0, 60, () => ({ request: ({ service }) => (service === "S3" ? { refuse: denied } : undefined) }))],
  },
  {
    what: "findings can be read only half an hour after their event",
    rings: { "DeadLetters/NotEmpty": 20, "Parked/finding-not-found": 25 },
    story: withActs(traffic(5), replay(40)),
    kinds: [during(0, 30, () => ({ importLag: () => 1_800_000 }))],
  },
];
