import type { Route } from "../../service.ts";

/** @see https://docs.aws.amazon.com/detective/latest/APIReference/API_Operations.html */
export const detectiveRoutes: readonly Route[] = [
  { method: "POST", path: "/graph", operation: "CreateGraph" },
  { method: "POST", path: "/graph/members/get", operation: "GetMembers" },
  { method: "POST", path: "/graph/members/list", operation: "ListMembers" },
  { method: "POST", path: "/graph/removal", operation: "DeleteGraph" },
  { method: "POST", path: "/graphs/list", operation: "ListGraphs" },
  { method: "POST", path: "/invitations/list", operation: "ListInvitations" },
  { method: "POST", path: "/investigations/getInvestigation", operation: "GetInvestigation" },
  { method: "POST", path: "/investigations/listIndicators", operation: "ListIndicators" },
  { method: "POST", path: "/investigations/listInvestigations", operation: "ListInvestigations" },
  { method: "POST", path: "/investigations/startInvestigation", operation: "StartInvestigation" },
  { method: "POST", path: "/investigations/updateInvestigationState", operation: "UpdateInvestigationState" },
];
