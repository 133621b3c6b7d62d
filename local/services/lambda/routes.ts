import { compileRoutes, type RouteMatch } from "../../http/route.ts";
import type { RawRequest, Route } from "../../service.ts";

/** Reads and changes of Lambda's REST API; Invoke, whose payload is the body itself, is not among them. */
const routes: readonly Route[] = [
  { method: "GET", path: "/2015-03-31/functions/{FunctionName}", operation: "GetFunction" },
  { method: "GET", path: "/2015-03-31/functions/{FunctionName}/configuration", operation: "GetFunctionConfiguration" },
  { method: "DELETE", path: "/2015-03-31/functions/{FunctionName}", operation: "DeleteFunction", status: 204 },
  { method: "GET", path: "/2015-03-31/event-source-mappings", operation: "ListEventSourceMappings" },
  { method: "GET", path: "/2015-03-31/event-source-mappings/{UUID}", operation: "GetEventSourceMapping" },
  { method: "PUT", path: "/2015-03-31/event-source-mappings/{UUID}", operation: "UpdateEventSourceMapping" },
];

const find = compileRoutes(routes);

/** The route of a request, if it is one of these. */
export function lambdaRoute(request: RawRequest): RouteMatch | undefined {
  return find(request.method, request.path);
}
