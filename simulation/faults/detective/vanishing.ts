import { notFound } from "#local/services/detective/errors.ts";
import { memberOf } from "#local/services/request/record.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind } from "../fault-kind.ts";
import { isCall, placeOf, rewriting } from "../request-fault.ts";

const row = 60;

const investigationArchived: FaultKind = {
  name: "investigation-archived",
  row,
  what: "somebody archives an investigation between two looks at it, and ListInvestigations no longer lists it",
  arm: ({ chance, intensity, strike, cloud }) => {
    const archived = new Set<unknown>();
    return {
      hooks: {
        request(request) {
          if (isCall("Detective", "ListInvestigations")(request)) return withoutRows(archived);
          if (!isCall("Detective", "GetInvestigation")(request) || !chance.happens(intensity)) return undefined;
          const [GraphArn, InvestigationId] = ["GraphArn", "InvestigationId"].map((at) => memberOf(request.input, at));
          if (!strike(placeOf(request))) return undefined;
          const input = { GraphArn, InvestigationId, State: "ARCHIVED" };
          unlessRefused(() => cloud().call("Detective", "UpdateInvestigationState", input));
          archived.add(InvestigationId);
          return undefined;
        },
      },
    };
  },
};

const investigationVanishes: FaultKind = {
  name: "investigation-vanishes",
  row,
  what: "Detective no longer knows an investigation that it has started: ResourceNotFoundException, and no row in the list",
  arm: ({ chance, intensity, strike }) => {
    const gone = new Set<unknown>();
    return {
      hooks: {
        request(request) {
          if (isCall("Detective", "ListInvestigations")(request)) return withoutRows(gone);
          if (!isCall("Detective", "GetInvestigation", "ListIndicators")(request)) return undefined;
          const id = memberOf(request.input, "InvestigationId");
          if (chance.happens(intensity) && !gone.has(id) && strike(placeOf(request))) gone.add(id);
          return gone.has(id) ? { refuse: notFound(`Investigation ${id} does not exist`) } : undefined;
        },
      },
    };
  },
};

function withoutRows(ids: ReadonlySet<unknown>) {
  if (ids.size === 0) return undefined;
  return {
    rewrite: rewriting((answer) => {
      const rows = memberOf(answer, "InvestigationDetails");
      if (!Array.isArray(rows)) return undefined;
      return { ...answer, InvestigationDetails: rows.filter((one) => !ids.has(memberOf(one, "InvestigationId"))) };
    }),
  };
}

export const vanishingFaults: readonly FaultKind[] = [investigationArchived, investigationVanishes];
