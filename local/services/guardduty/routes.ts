import type { Route } from "../../service.ts";

/** @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Operations.html */
export const guardDutyRoutes: readonly Route[] = [
  { method: "GET", path: "/detector", operation: "ListDetectors" },
  { method: "POST", path: "/detector", operation: "CreateDetector" },
  { method: "GET", path: "/detector/{detectorId}", operation: "GetDetector" },
  { method: "POST", path: "/detector/{detectorId}", operation: "UpdateDetector" },
  { method: "DELETE", path: "/detector/{detectorId}", operation: "DeleteDetector" },
  { method: "POST", path: "/detector/{detectorId}/findings", operation: "ListFindings" },
  { method: "POST", path: "/detector/{detectorId}/findings/archive", operation: "ArchiveFindings" },
  { method: "POST", path: "/detector/{detectorId}/findings/get", operation: "GetFindings" },
  { method: "POST", path: "/detector/{detectorId}/findings/unarchive", operation: "UnarchiveFindings" },
];
