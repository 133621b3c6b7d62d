import { ServiceError } from "#local/service.ts";
import type { SimulatedCloud } from "../cloud.ts";
import { moveDeadLetters } from "../faults/operations/dead-letters.ts";
import { bodiesIn, sendTo } from "../queue.ts";
import { unlessRefused } from "../story/import.ts";
import { redrive, stopExecution } from "../story/operator.ts";
import { at, finding, imported, role, told } from "./cast.ts";
import type { Scenario } from "./scenario.ts";
import { firstTasks, scripted } from "./scripted.ts";

const [ines, deployer] = [role("ines"), role("deployer", "/ops/")];

const stops = (minutes: number) =>
  at(minutes, "an operator stops the executions", (cloud) => {
    for (const executionArn of executionsOf(cloud)) stopExecution(cloud, executionArn);
  });
const redrives = (minutes: number) =>
  at(minutes, "an operator redrives them", (cloud) => {
    for (const executionArn of executionsOf(cloud)) redrive(cloud, executionArn);
  });
const sendsBack = (minutes: number) =>
  at(minutes, "an operator sends the dead letters back", (cloud) => moveDeadLetters(cloud));

const two = [imported(0, finding("f1", [ines])), imported(0, finding("f2", [ines, deployer]))];

const replayedFailure: Scenario = {
  name: "replayed-failure",
  what: "a parked finding is sent back, and investigated well this time",
  story: () => {
    const plans = { ines: { statuses: ["FAILED", "FAILED", "SUCCESSFUL"] as const } };
    return told({ cast: [ines], acts: [imported(0, finding("f1", [ines])), sendsBack(40)], plans });
  },
};

const stopped: Scenario = {
  name: "stopped",
  what: "an execution is stopped: its event waits in the dead-letter queue, the sweep puts its findings back",
  story: () => told({ cast: [ines, deployer], acts: [...two, stops(2)] }),
};

const stoppedAndSentBack: Scenario = {
  name: "stopped-and-sent-back",
  what: "an execution is stopped, and its event sent back from the dead-letter queue",
  story: () => told({ cast: [ines, deployer], acts: [...two, stops(2), sendsBack(10)] }),
};

const redriven: Scenario = {
  name: "redriven",
  what: "an execution is stopped and redriven; its event stays behind and is sent back an hour later",
  story: () => told({ cast: [ines, deployer], acts: [...two, stops(2), redrives(5), sendsBack(60)] }),
};

const redrivenAndSentBack: Scenario = {
  name: "redriven-and-sent-back",
  what: "an execution is redriven while its event is sent back from the dead-letter queue",
  story: () => told({ cast: [ines, deployer], acts: [...two, stops(2), sendsBack(10), redrives(10.5)] }),
};

const eventLost: Scenario = {
  name: "event-lost",
  what: "an execution is stopped and nobody hears of it: the sweep finds its findings",
  story: () => told({ cast: [ines, deployer], acts: [...two, stops(2)] }),
  kinds: [
    scripted(
      { name: "status-event-lost", row: 50, what: "the event about the end is never sent", times: 9 },
      ({ may }) => ({
        event: (event) => (event["detail-type"] === statusChange && may("events:PutEvents") ? [] : undefined),
      }),
    ),
  ],
};

const statusChange = "Step Functions Execution Status Change";

const parkedByWorkflow: Scenario = {
  name: "parked-by-workflow",
  what: "enrich cannot be invoked: the state machine parks the findings itself, and they are sent back",
  story: () => told({ cast: [ines, deployer], acts: [...two, sendsBack(30)] }),
  kinds: [
    firstTasks(
      { name: "enrich-gone", row: 53, what: "the function is gone, twice", times: 2 },
      "Enrich findings",
      () => ({
        refuse: new ServiceError("ResourceNotFoundException", 404, "Function not found"),
      }),
    ),
  ],
};

const rejected: Scenario = {
  name: "rejected",
  what: "messages that cannot be read are parked, sent back and parked again; their neighbour is enriched",
  story: () => {
    const arrives = at(0, "somebody sends what cannot be read to the intake queue", (cloud) => {
      for (const MessageBody of ["no JSON", '{"detail-type":"Something Else"}', '{"v":2,"kind":"replay"}'])
        unlessRefused(() => sendTo(cloud, "Intake", MessageBody));
    });
    return told({ cast: [ines], acts: [arrives, imported(0, finding("f1", [ines])), sendsBack(20)] });
  },
};

const exhausted: Scenario = {
  name: "exhausted",
  what: "a parked finding is sent back once more than it may be tried, and parked as exhausted",
  story: () => {
    const once = at(20, "an operator sends it back for the sixth time", (cloud) => {
      for (const body of bodiesIn(cloud, "DeadLetter"))
        unlessRefused(() => sendTo(cloud, "Intake", JSON.stringify({ ...JSON.parse(body), attempt: 6 })));
    });
    const behaviour = { noGraph: new Set(["eu-west-1"]) };
    return told({ cast: [ines], acts: [imported(0, finding("f1", [ines])), once], behaviour });
  },
};

function executionsOf(cloud: SimulatedCloud): readonly string[] {
  return cloud.services.SFN.executions().map(({ executionArn }) => executionArn);
}

export const recoveringScenarios: readonly Scenario[] = [
  replayedFailure,
  stopped,
  stoppedAndSentBack,
  redriven,
  redrivenAndSentBack,
  eventLost,
  parkedByWorkflow,
  rejected,
  exhausted,
];
