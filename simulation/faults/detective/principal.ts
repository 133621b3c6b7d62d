import { invalidRequest, notFound } from "#local/services/detective/errors.ts";
import { memberOf } from "#local/services/request/record.ts";
import type { FaultKind } from "../fault-kind.ts";
import { isCall, placeOf } from "../request-fault.ts";

export const principalUnknown: FaultKind = {
  name: "principal-unknown",
  row: 62,
  what: "Detective knows nothing of a principal: StartInvestigation answers ValidationException or ResourceNotFoundException",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      request(request) {
        if (!isCall("Detective", "StartInvestigation")(request)) return undefined;
        const arn = String(memberOf(request.input, "EntityArn"));
        const own = chance.fork(arn);
        if (!own.happens(intensity) || !strike(placeOf(request))) return undefined;
        const message = `Entity ${arn} is not in the behavior graph`;
        return { refuse: own.happens(0.5) ? invalidRequest(message) : notFound(message) };
      },
    },
  }),
};
