import { pick, textOf } from "../property.ts";
import type { ResourceType } from "../resource-type.ts";

/** The services a rule can deliver to. */
const targetServices = ["events", "lambda", "logs", "sns", "sqs", "states"];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const eventsRule: ResourceType = {
  properties: [
    "Description",
    "EventBusName",
    "EventPattern",
    "Name",
    "RoleArn",
    "ScheduleExpression",
    "State",
    "Tags",
    "Targets",
  ],
  async create(properties, { name, target }) {
    const Name = textOf(properties, "Name") ?? name(64);
    const bus = pick(properties, ["EventBusName"]);
    const pattern = properties["EventPattern"];
    const { RuleArn } = await target.call("EventBridge", "PutRule", {
      Name,
      ...bus,
      ...pick(properties, ["Description", "RoleArn", "ScheduleExpression", "State"]),
      ...(pattern === undefined ? {} : { EventPattern: JSON.stringify(pattern) }),
    });
    const Targets = [properties["Targets"] ?? []].flat() as { Arn?: unknown }[];
    const foreign = Targets.find(({ Arn }) => !targetServices.includes(String(Arn).split(":")[2] ?? ""));
    if (foreign)
      throw new Error(`target "${foreign.Arn}" is not supported, one of ${targetServices.join(", ")} is wanted`);
    if (Targets.length > 0) await target.call("EventBridge", "PutTargets", { Rule: Name, ...bus, Targets });
    const busName = textOf(properties, "EventBusName")?.replace(/^.*\//, "");
    const ref = busName === undefined || busName === "default" ? Name : `${busName}|${Name}`;
    return { ref, attributes: { Arn: RuleArn } };
  },
};
