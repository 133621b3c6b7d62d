import { isRecord, type JsonRecord, memberOf } from "#local/services/request/record.ts";
import type { EventPassage } from "../../hooks.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind } from "../fault-kind.ts";

const row = 69;
const secondMs = 1_000;

const echoArmed: FaultKind = {
  name: "echo-armed",
  row,
  what: "the event of our own update comes to us, armed as if it asked for work",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      event(event) {
        const finding = echoed(event);
        if (!finding || !chance.happens(intensity) || !strike("events:PutEvents")) return undefined;
        const fields = memberOf(finding, "UserDefinedFields");
        const armed = { ...finding, UserDefinedFields: { ...(isRecord(fields) ? fields : {}), investigate: "true" } };
        const detail = { ...(isRecord(event["detail"]) ? event["detail"] : {}), findings: [armed] };
        const echo: EventPassage = { event: { ...event, id: `${event["id"]}-echo`, detail }, delayMs: 0 };
        return [{ event, delayMs: 0 }, echo];
      },
    },
  }),
};

const secondBot: FaultKind = {
  name: "second-bot",
  row,
  what: "another tool reacts to every update of ours with one of its own that asks for work again, and ours to its",
  arm: ({ chance, intensity, strike, cloud }) => {
    let answers = 0;
    return {
      hooks: {
        event(event) {
          const finding = echoed(event);
          const happens = chance.happens(intensity);
          const afterMs = chance.integer(1, 60) * secondMs;
          if (!finding || !happens || !strike("securityhub:BatchUpdateFindings")) return undefined;
          const [ProductArn, Id] = [String(finding["ProductArn"]), String(finding["Id"])];
          const { clock, services } = cloud();
          clock.at(clock.now() + afterMs, () => {
            const fields = memberOf(services.SecurityHub.finding(ProductArn, Id), "UserDefinedFields");
            const mine = { investigate: "true", botScore: String(++answers) };
            const UserDefinedFields = { ...(isRecord(fields) ? fields : {}), ...mine };
            const update = { FindingIdentifiers: [{ ProductArn, Id }], UserDefinedFields };
            unlessRefused(() => cloud().call("SecurityHub", "BatchUpdateFindings", update));
          });
          return undefined;
        },
      },
    };
  },
};

/** The finding of an event that an update of ours has caused. */
function echoed(event: JsonRecord): JsonRecord | undefined {
  if (event["detail-type"] !== "Security Hub Findings - Imported") return undefined;
  const findings = memberOf(event["detail"], "findings");
  const finding: unknown = Array.isArray(findings) ? findings[0] : undefined;
  const fields = memberOf(finding, "UserDefinedFields");
  const isOurs = memberOf(fields, "gumshoeExecution") !== undefined && memberOf(fields, "investigate") !== "true";
  return isOurs && isRecord(finding) ? finding : undefined;
}

export const echoFaults: readonly FaultKind[] = [echoArmed, secondBot];
