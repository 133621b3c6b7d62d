import type { Route } from "../../service.ts";

/** @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Operations.html */
export const securityHubRoutes: readonly Route[] = [
  { method: "GET", path: "/accounts", operation: "DescribeHub" },
  { method: "POST", path: "/actionTargets", operation: "CreateActionTarget" },
  { method: "POST", path: "/actionTargets/get", operation: "DescribeActionTargets" },
  { method: "POST", path: "/automationrules/create", operation: "CreateAutomationRule" },
  { method: "POST", path: "/automationrules/get", operation: "BatchGetAutomationRules" },
  { method: "GET", path: "/automationrules/list", operation: "ListAutomationRules" },
  { method: "POST", path: "/findings", operation: "GetFindings" },
  { method: "PATCH", path: "/findings/batchupdate", operation: "BatchUpdateFindings" },
  { method: "POST", path: "/findings/import", operation: "BatchImportFindings" },
];
