import { restJson } from "../http/rest-json.ts";
import {
  type Operation,
  type RawHandler,
  type RawResponse,
  type Service,
  ServiceError,
  type World,
} from "../service.ts";
import { asSdk, asWire } from "./guardduty/casing.ts";
import {
  createDetector,
  deleteDetector,
  getDetector,
  listDetectors,
  updateDetector,
} from "./guardduty/detector-operations.ts";
import { detectorsOf, type PublishingFrequency } from "./guardduty/detectors.ts";
import { badRequest, throttled } from "./guardduty/errors.ts";
import type { GuardDutyFinding } from "./guardduty/finding-criteria.ts";
import { getFindings, listFindings, setArchived } from "./guardduty/finding-operations.ts";
import { guardDutyRoutes } from "./guardduty/routes.ts";
import type { Rate } from "./rate-limit.ts";
import { copyJson } from "./request/json-copy.ts";
import { jsonText } from "./request/json-size.ts";
import { withRates } from "./request/operations.ts";
import { isRecord } from "./request/record.ts";

export interface GuardDutyOptions {
  /** How often GuardDuty publishes further occurrences of a finding. Default SIX_HOURS, as in GuardDuty. */
  readonly findingPublishingFrequency?: PublishingFrequency;
  /** Of each operation, per Region. AWS documents none; the default is 50 a second, 100 at once. */
  readonly rate?: Rate;
}

export interface GuardDuty extends Service {
  /** Stores a finding, its keys spelt as in events (camelCase) or as in the SDK. @throws {ServiceError} it has no id */
  putFinding(finding: GuardDutyFinding): void;
}

const defaultRate: Rate = { perSecond: 50, burst: 100 };

/** Amazon GuardDuty's findings: listing, reading and archiving them. */
export function guardDutyService(world: World, options: GuardDutyOptions = {}): GuardDuty {
  const detectors = detectorsOf(world, {
    status: "ENABLED",
    findingPublishingFrequency: options.findingPublishingFrequency ?? "SIX_HOURS",
    updatedAt: new Date(world.clock.now()).toISOString(),
  });
  const wire = withRates(
    {
      ArchiveFindings: setArchived(detectors, true),
      CreateDetector: createDetector(detectors, world),
      DeleteDetector: deleteDetector(detectors),
      GetDetector: getDetector(detectors, world),
      GetFindings: getFindings(detectors),
      ListDetectors: listDetectors(detectors),
      ListFindings: listFindings(detectors),
      UnarchiveFindings: setArchived(detectors, false),
      UpdateDetector: updateDetector(detectors, world),
    },
    world.clock,
    { other: options.rate ?? defaultRate },
    throttled,
  );
  return {
    name: "GuardDuty",
    signingName: "guardduty",
    protocol: { kind: "raw", handle: wireHandler(wire) },
    operations: Object.fromEntries(Object.entries(wire).map(([name, operation]) => [name, sdkOperation(operation)])),
    putFinding(finding) {
      if (!isRecord(finding)) throw badRequest("the finding is not a structure");
      if (jsonText(finding) === undefined) throw badRequest("the finding nests too deeply");
      detectors.put(copyJson("Id" in finding ? (asWire(finding) as GuardDutyFinding) : finding));
    },
  };
}

/** An operation on the SDK's shapes: GuardDuty is the one service whose wire spells its members in another way. */
const sdkOperation = (wire: Operation): Operation => {
  return (input: unknown, call) => asSdk(wire(asWire(input), call));
};

function wireHandler(operations: Service["operations"]): RawHandler {
  const service: Service = {
    name: "GuardDuty",
    signingName: "guardduty",
    protocol: { kind: "rest-json", routes: guardDutyRoutes, timestamps: "epoch-seconds" },
    operations,
  };
  const dialect = restJson(service, { kind: "rest-json", routes: guardDutyRoutes, timestamps: "epoch-seconds" });
  return async (request, call) => {
    let told: Pick<RawResponse, "operation" | "input"> = { operation: "Unknown" };
    try {
      const read = dialect.read(request);
      told = { operation: read.operation, input: asSdk(read.input) };
      return { ...dialect.answer(read, operations[read.operation]?.(read.input, call), ""), ...told };
    } catch (error) {
      if (error instanceof ServiceError) return { ...dialect.fail(error, ""), ...told };
      throw error;
    }
  };
}
