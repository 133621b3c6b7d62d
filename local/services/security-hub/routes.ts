import type { Route } from "../../service.ts";

/** @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Operations.html */
export const securityHubRoutes: readonly Route[] = [
  { method: "GET", path: "/accounts", operation: "DescribeHub" },
  { method: "POST", path: "/accounts", operation: "EnableSecurityHub" },
  { method: "DELETE", path: "/accounts", operation: "DisableSecurityHub" },
  { method: "POST", path: "/actionTargets", operation: "CreateActionTarget" },
  { method: "POST", path: "/actionTargets/get", operation: "DescribeActionTargets" },
  { method: "DELETE", path: "/actionTargets/{ActionTargetArn+}", operation: "DeleteActionTarget" },
  { method: "GET", path: "/administrator", operation: "GetAdministratorAccount" },
  { method: "POST", path: "/automationrules/create", operation: "CreateAutomationRule" },
  { method: "POST", path: "/automationrules/delete", operation: "BatchDeleteAutomationRules" },
  { method: "POST", path: "/automationrules/get", operation: "BatchGetAutomationRules" },
  { method: "GET", path: "/automationrules/list", operation: "ListAutomationRules" },
  { method: "PATCH", path: "/automationrules/update", operation: "BatchUpdateAutomationRules" },
  { method: "POST", path: "/findingAggregator/create", operation: "CreateFindingAggregator" },
  {
    method: "DELETE",
    path: "/findingAggregator/delete/{FindingAggregatorArn+}",
    operation: "DeleteFindingAggregator",
  },
  { method: "GET", path: "/findingAggregator/get/{FindingAggregatorArn+}", operation: "GetFindingAggregator" },
  { method: "GET", path: "/findingAggregator/list", operation: "ListFindingAggregators" },
  { method: "PATCH", path: "/findingAggregator/update", operation: "UpdateFindingAggregator" },
  { method: "POST", path: "/findings", operation: "GetFindings" },
  { method: "PATCH", path: "/findings/batchupdate", operation: "BatchUpdateFindings" },
  { method: "POST", path: "/findings/import", operation: "BatchImportFindings" },
  { method: "GET", path: "/organization/admin", operation: "ListOrganizationAdminAccounts" },
  { method: "POST", path: "/organization/admin/enable", operation: "EnableOrganizationAdminAccount" },
];
