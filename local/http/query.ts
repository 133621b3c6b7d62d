import type { Protocol, RawRequest, Service } from "../service.ts";
import type { Answer, Dialect, OperationCall } from "./dialect.ts";
import { readQueryForm } from "./query-form.ts";
import { unknownOperation } from "./unknown.ts";
import { escapeXml, writeXml, XmlMap } from "./xml.ts";

/**
 * AWS Query: a form in, XML out (IAM, STS, SNS).
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function query(service: Service, protocol: Extract<Protocol, { kind: "query" }>): Dialect {
  return {
    read: (request) => read(service, request),
    answer: ({ operation }, output, requestId) =>
      xml(
        200,
        `<${operation}Response xmlns="${protocol.namespace}">` +
          `<${operation}Result>${writeXml(withMaps(output, protocol.maps ?? []))}</${operation}Result>` +
          `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
      ),
    fail: (error, requestId) => {
      const type = error.status >= 500 ? "Receiver" : "Sender";
      return xml(
        error.status,
        `<ErrorResponse xmlns="${protocol.namespace}"><Error><Type>${type}</Type>` +
          `<Code>${escapeXml(protocol.codes?.[error.name] ?? error.name)}</Code><Message>${escapeXml(error.message)}</Message>${writeXml(error.fields)}` +
          `</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      );
    },
  };
}

function read(service: Service, request: RawRequest): OperationCall {
  const form = new URLSearchParams(Buffer.from(request.body).toString("utf8"));
  for (const [key, value] of request.query) if (!key.startsWith("X-Amz-")) form.append(key, value);
  const { Action: operation = "", Version: _, ...input } = readQueryForm(form);
  if (typeof operation !== "string" || !Object.hasOwn(service.operations, operation))
    throw unknownOperation(service, String(operation), 400);
  return { operation, input };
}

/** A map is its entries, each with a key and a value. */
function withMaps(output: unknown, maps: readonly string[]): unknown {
  if (maps.length === 0) return output;
  const members = Object.entries(output ?? {}).map(([name, value]) =>
    maps.includes(name) ? [name, new XmlMap(value)] : [name, value],
  );
  return Object.fromEntries(members);
}

const xml = (status: number, body: string): Answer => ({ status, headers: { "content-type": "text/xml" }, body });
