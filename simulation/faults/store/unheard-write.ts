import { ServiceError } from "#local/service.ts";
import type { Chance } from "../../chance.ts";
import type { FaultKind } from "../fault-kind.ts";
import { requestFault } from "../request-fault.ts";
import { isAboutItem } from "./table-item.ts";

const lose = (chance: Chance) => {
  const silent = chance.happens(0.5);
  const lost = new ServiceError("InternalServerError", 500, "The request could not be processed");
  return { lose: silent ? ("timeout" as const) : lost };
};

const claimUnheard = requestFault({
  name: "claim-unheard",
  row: 31,
  what: "a claim is taken and the answer gets lost: the client tries again and meets itself",
  concerns: isAboutItem("claim#", "PutItem"),
  fate: lose,
});

const writeUnheard = requestFault({
  name: "write-unheard",
  row: 31,
  what: "the table takes a write and the answer gets lost",
  concerns: (request) =>
    isAboutItem("", "PutItem", "UpdateItem", "DeleteItem")(request) && !isAboutItem("claim#", "PutItem")(request),
  fate: lose,
});

export const unheardWriteFaults: readonly FaultKind[] = [claimUnheard, writeUnheard];
