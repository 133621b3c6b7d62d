import { isRecord } from "#local/services/request/record.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind } from "../fault-kind.ts";
import { placeOf, requestFault } from "../request-fault.ts";
import { isAboutItem } from "./table-item.ts";

const claimRace: FaultKind = {
  name: "claim-race",
  row: 30,
  what: "a principal is asked for twice at the same moment: one of the two loses the claim",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      invocation(functionName) {
        if (functionName !== "start-or-join" || !chance.happens(intensity)) return undefined;
        return strike("lambda:start-or-join") ? { twice: true } : undefined;
      },
    },
  }),
};

const claimLost: FaultKind = {
  name: "claim-lost",
  row: 30,
  what: "another execution takes the claim an instant before, and dies with it",
  arm: ({ chance, intensity, strike, cloud }) => ({
    hooks: {
      request(request) {
        if (!isAboutItem("claim#", "PutItem")(request) || !chance.happens(intensity)) return undefined;
        const { input } = request;
        if (isRecord(input) && strike(placeOf(request))) {
          unlessRefused(() => cloud().call("DynamoDB", "PutItem", input));
        }
        return undefined;
      },
    },
  }),
};

const writeOvertaken = requestFault({
  name: "write-overtaken",
  row: 30,
  what: "a write takes seconds to reach the table: others are there first",
  concerns: (request) => isWrite(request) && !isAboutItem("claim#")(request),
  fate: (chance) => ({ latencyMs: chance.integer(500, 9_000) }),
});

const isWrite = isAboutItem("", "PutItem", "UpdateItem", "DeleteItem");

export const lostRaceFaults: readonly FaultKind[] = [claimRace, claimLost, writeOvertaken];
