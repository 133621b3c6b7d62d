import { ServiceError } from "#local/service.ts";
import { isRecord } from "#local/services/request/record.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind } from "../fault-kind.ts";
import { isCall, placeOf, requestFault } from "../request-fault.ts";
import { Spell } from "../spell.ts";

const isStart = isCall("SFN", "StartExecution");

const startExecutionThrottled = requestFault({
  name: "start-execution-throttled",
  row: 45,
  what: "Step Functions throttles StartExecution: its bucket is empty",
  concerns: isStart,
  fate: () => ({ refuse: new ServiceError("ThrottlingException", 400, "Rate exceeded") }),
});

const executionsAtLimit: FaultKind = {
  name: "executions-at-limit",
  row: 45,
  what: "the account has as many open executions as it may have, for minutes: no other is started",
  arm: ({ chance, intensity, strike, cloud }) => {
    const spell = new Spell(chance, intensity, [1, 30]);
    const refuse = new ServiceError(
      "ExecutionLimitExceeded",
      400,
      "The maximum number of running executions is reached",
    );
    return {
      hooks: {
        request(request) {
          if (!isStart(request) || !spell.isOn(cloud().clock.now())) return undefined;
          return strike(placeOf(request)) ? { refuse } : undefined;
        },
      },
    };
  },
};

const startExecutionUnheard = requestFault({
  name: "start-execution-unheard",
  row: 46,
  what: "Step Functions starts the execution and the answer gets lost: the same name is asked for again",
  concerns: isStart,
  fate: (chance) => ({
    lose: chance.happens(0.5) ? "timeout" : new ServiceError("InternalServerError", 500, "Try again"),
  }),
});

const executionNameTaken: FaultKind = {
  name: "execution-name-taken",
  row: 46,
  what: "another execution has the name already, with another input",
  arm: ({ chance, intensity, strike, cloud }) => ({
    hooks: {
      request(request) {
        if (!isStart(request) || !chance.happens(intensity) || !isRecord(request.input)) return undefined;
        const { input } = request;
        // An execution without groups has nothing to do and ends at once.
        const other = { ...input, input: '{"v":1,"groups":[]}' };
        if (strike(placeOf(request))) unlessRefused(() => cloud().call("SFN", "StartExecution", other));
        return undefined;
      },
    },
  }),
};

export const startingFaults: readonly FaultKind[] = [
  startExecutionThrottled,
  executionsAtLimit,
  startExecutionUnheard,
  executionNameTaken,
];
