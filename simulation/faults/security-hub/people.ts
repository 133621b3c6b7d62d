import { memberOf } from "#local/services/request/record.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import { analystEdits } from "../../story/analyst.ts";
import type { FindingName } from "../../story/click.ts";
import { unlessRefused } from "../../story/import.ts";
import type { Request } from "../../wire.ts";
import type { FaultKind } from "../fault-kind.ts";
import { withActs } from "../moments.ts";
import { isCall, placeOf } from "../request-fault.ts";
import { identifiersOf } from "./unprocessed.ts";

const row = 68;
const secondMs = 1_000;

/** An edit between our reading and our writing would be lost where it is of what we write: Security Hub has no compare-and-set. */
const analystEditsMeanwhile: FaultKind = {
  name: "analyst-edits",
  row,
  what: "an analyst edits a finding just before we read it, or within five minutes after we write it",
  arm: ({ chance, intensity, strike, cloud }) => {
    let edits = 0;
    return {
      hooks: {
        request(request) {
          if (!isCall("SecurityHub", "GetFindings", "BatchUpdateFindings")(request)) return undefined;
          const happens = chance.happens(intensity);
          const afterMs = request.operation === "GetFindings" ? 0 : chance.integer(1, 300) * secondMs;
          const [name] = chance.shuffled(findingsOf(request, cloud()));
          if (!happens || !name || !strike(placeOf(request))) return undefined;
          const atMs = cloud().clock.now() + afterMs;
          const act = analystEdits(chance, atMs, name, 1_000 + edits++);
          if (afterMs === 0) act.play(cloud());
          else cloud().clock.at(atMs, () => act.play(cloud()));
          return undefined;
        },
      },
    };
  },
};

const analystDecidesMeanwhile: FaultKind = {
  name: "analyst-decides",
  row,
  what: "an analyst changes workflow status and severity of a finding between our reading and our writing it",
  arm: ({ chance, intensity, strike, cloud }) => ({
    hooks: {
      request(request) {
        if (!isCall("SecurityHub", "BatchUpdateFindings")(request)) return undefined;
        const happens = chance.happens(intensity);
        const Workflow = { Status: chance.pick(["NOTIFIED", "RESOLVED", "SUPPRESSED"]) };
        const Severity = { Label: chance.pick(["LOW", "CRITICAL"]) };
        const [name] = chance.shuffled(findingsOf(request, cloud()));
        if (!happens || !name || !strike(placeOf(request))) return undefined;
        const update = { FindingIdentifiers: [name], Workflow, Severity };
        unlessRefused(() => cloud().call("SecurityHub", "BatchUpdateFindings", update));
        return undefined;
      },
    },
  }),
};

/** The findings that a request is about and that Security Hub holds. */
function findingsOf({ input }: Request, cloud: SimulatedCloud): readonly FindingName[] {
  const filters = memberOf(input, "Filters");
  const valuesOf = (name: string) => {
    const given = memberOf(filters, name);
    return Array.isArray(given) ? given.map((filter) => String(memberOf(filter, "Value"))) : [];
  };
  const asked = valuesOf("Id").flatMap((Id) => valuesOf("ProductArn").map((ProductArn) => ({ ProductArn, Id })));
  const updated = identifiersOf(input).map((one) => {
    return { ProductArn: String(memberOf(one, "ProductArn")), Id: String(memberOf(one, "Id")) };
  });
  return [...asked, ...updated].filter(({ ProductArn, Id }) => cloud.services.SecurityHub.finding(ProductArn, Id));
}

const ruleEdits: FaultKind = {
  name: "rule-edits",
  row,
  what: "an automation rule of somebody else writes note, user-defined fields and workflow status of the findings that we work on",
  arm: ({ chance, strike }) => ({
    story(story) {
      const RuleOrder = chance.pick([1, 200]);
      const severity = chance.pick(["MEDIUM", "HIGH", "CRITICAL"]);
      const rule = {
        RuleName: "Triage",
        Description: "Hands findings to a team",
        RuleOrder,
        Criteria: { SeverityLabel: [{ Value: severity, Comparison: "EQUALS" }] },
        Actions: [
          {
            Type: "FINDING_FIELDS_UPDATE",
            FindingFieldsUpdate: {
              Note: { Text: `${severity} findings belong to team blue.`, UpdatedBy: "triage" },
              UserDefinedFields: { team: "blue" },
              Workflow: { Status: "NOTIFIED" },
              Criticality: 70,
            },
          },
        ],
      };
      const play = (cloud: SimulatedCloud) => {
        if (strike("securityhub:CreateAutomationRule"))
          unlessRefused(() => cloud.call("SecurityHub", "CreateAutomationRule", rule));
      };
      return withActs(story, [{ atMs: story.startAtMs, what: "somebody makes an automation rule", play }]);
    },
  }),
};

export const peopleFaults: readonly FaultKind[] = [analystEditsMeanwhile, analystDecidesMeanwhile, ruleEdits];
