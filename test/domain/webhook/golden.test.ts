import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { BusEvent } from "#domain/bus-event.ts";
import { findingEvent } from "#domain/finding-event.ts";
import { reachVerdict } from "#domain/verdict.ts";
import { webhookMessage } from "#domain/webhook/webhook-message.ts";
import { investigated } from "#test/builders/investigated.ts";
import { webhookUrl } from "#test/builders/webhook.ts";
import { briefOf, executionOf, incident, incidentPlans, type Sample } from "../brief/samples.ts";

const time = "2026-11-20T12:10:00Z";

function eventOf(sample: Sample): BusEvent {
  const { finding } = sample;
  const verdict = reachVerdict(finding, investigated(finding, incidentPlans).settled);
  return findingEvent(finding, verdict, executionOf(finding), briefOf(sample, incidentPlans));
}

function isValid({ detailType }: BusEvent, data: unknown): readonly [boolean, unknown] {
  const file = `../../../docs/events/${detailType.toLowerCase().replaceAll(" ", "-")}.schema.json`;
  const schema = JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
  const check = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, validateFormats: false }).compile(
    schema,
  );
  return [check(data), check.errors];
}

describe("the webhooks of the bundled incident", () => {
  it("are as they are written down, and as docs/events/ says; the briefs lie in test/domain/brief/golden", async () => {
    const bodies = incident.map((sample) => {
      const event = eventOf(sample);
      const message = webhookMessage(event, webhookUrl, time);
      const body = JSON.parse(message.body);
      expect(body.data.brief).toEqual(JSON.parse(JSON.stringify(briefOf(sample, incidentPlans))));
      expect([sample.name, isValid(event, body.data)]).toEqual([sample.name, [true, null]]);
      // What goes over the bus comes out of it as it was.
      expect(BusEvent.parse(JSON.parse(JSON.stringify(event))).detail).toEqual(
        JSON.parse(JSON.stringify(event.detail)),
      );
      return { ...body, data: { ...body.data, brief: `test/domain/brief/golden/incident/${sample.name}.json` } };
    });
    await expect(`${JSON.stringify(bodies, null, 2)}\n`).toMatchFileSnapshot("golden/incident.json");
  });
});
