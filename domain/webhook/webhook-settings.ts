import * as z from "zod";
import { busEventTypes } from "../bus-event-type.ts";
import { webhookUrlProblem } from "./webhook-url.ts";

/** The knobs of the webhook. */
export const webhookSettings = {
  webhookUrl: z
    .string()
    .superRefine((url, context) => {
      const message = webhookUrlProblem(url);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    })
    .optional()
    .describe("Where every event of the bus is sent, signed (docs/webhook.md): `https`, a host of the public internet"),
  webhookEvents: z
    .array(z.enum(busEventTypes))
    .min(1)
    .default([...busEventTypes])
    .describe("Events that are sent there, by their detail-type"),
};
