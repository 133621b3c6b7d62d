import type { Protocol, RawRequest, Route, Service } from "../service.ts";
import type { Dialect, OperationCall } from "./dialect.ts";
import { readJsonBody, writeJsonBody } from "./json-body.ts";
import { jsonError } from "./json-error.ts";
import { compileRoutes, type RouteMatch } from "./route.ts";
import { unknownOperation } from "./unknown.ts";

/**
 * REST-JSON: the operation in method and path, its input in path, query string and body.
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function restJson(service: Service, protocol: Extract<Protocol, { kind: "rest-json" }>): Dialect {
  const find = compileRoutes(protocol.routes);
  const contentType = "application/json";
  return {
    read: (request) => {
      const match = find(request.method, request.path);
      if (!match) throw unknownOperation(service, ` ${request.method} ${request.path}`.trim(), 404);
      if (!Object.hasOwn(service.operations, match.route.operation))
        throw unknownOperation(service, match.route.operation, 404);
      return callOf(match, request);
    },
    answer: (call, output) => {
      const status = call.status ?? 200;
      const body = status === 204 ? "" : writeJsonBody(output, protocol.timestamps);
      return { status, headers: { "content-type": contentType }, body };
    },
    fail: (error) => jsonError(error, contentType, protocol.timestamps),
  };
}

function callOf(match: RouteMatch, request: RawRequest): OperationCall {
  const input = { ...readJsonBody(request.body), ...queryMembers(match.route, request.query), ...match.parameters };
  const { operation, status } = match.route;
  return { operation, input, ...(status === undefined ? {} : { status }) };
}

function queryMembers(route: Route, query: URLSearchParams): Record<string, string | string[]> {
  const members: Record<string, string | string[]> = {};
  for (const key of new Set(query.keys())) {
    if (key.startsWith("X-Amz-")) continue;
    const values = query.getAll(key);
    members[route.query?.[key] ?? key] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return members;
}
