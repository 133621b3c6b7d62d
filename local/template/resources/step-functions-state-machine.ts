import { readFileSync } from "node:fs";
import { booleanOf, objectOf, requiredText, textOf } from "../property.ts";
import type { Creation, Properties, ResourceType } from "../resource-type.ts";

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
export const stepFunctionsStateMachine: ResourceType = {
  properties: [
    "Definition",
    "DefinitionS3Location",
    "DefinitionString",
    "DefinitionSubstitutions",
    "EncryptionConfiguration",
    "LoggingConfiguration",
    "RoleArn",
    "StateMachineName",
    "StateMachineType",
    "Tags",
    "TracingConfiguration",
  ],
  create(properties, creation) {
    const { target } = creation;
    const type = textOf(properties, "StateMachineType") ?? "STANDARD";
    if (type !== "STANDARD") throw new Error(`property "StateMachineType" is "${type}", only STANDARD is supported`);
    const name = textOf(properties, "StateMachineName") ?? creation.name(80);
    const roleArn = textOf(properties, "RoleArn");
    const { stateMachineArn } = target.createStateMachine({
      name,
      type,
      definition: definitionOf(properties, creation),
      ...(roleArn === undefined ? {} : { roleArn }),
      ...watchOf(properties),
    });
    return { ref: stateMachineArn, attributes: { Arn: stateMachineArn, Name: name } };
  },
};

/** What the state machine tells about itself, as DescribeStateMachine shows it; where its log goes is left out. */
function watchOf(properties: Properties) {
  const logging = objectOf(properties, "LoggingConfiguration");
  const tracing = objectOf(properties, "TracingConfiguration");
  return {
    ...(logging && {
      loggingConfiguration: {
        level: textOf(logging, "Level") ?? "OFF",
        includeExecutionData: booleanOf(logging, "IncludeExecutionData", false),
      },
    }),
    ...(tracing && { tracingConfiguration: { enabled: booleanOf(tracing, "Enabled", false) } }),
  };
}

/** The definition with its substitutions: CloudFormation replaces `${name}` in the text, and leaves names it does not know. */
function definitionOf(properties: Properties, creation: Creation): string {
  const text = definitionText(properties, creation);
  const substitutions = objectOf(properties, "DefinitionSubstitutions") ?? {};
  return text.replace(/\$\{([A-Za-z0-9_.]+)\}/g, (whole, name: string) =>
    Object.hasOwn(substitutions, name) ? String(substitutions[name]) : whole,
  );
}

function definitionText(properties: Properties, { asset }: Creation): string {
  const definition = objectOf(properties, "Definition");
  if (definition) return JSON.stringify(definition);
  const location = objectOf(properties, "DefinitionS3Location");
  return location
    ? readFileSync(asset(requiredText(location, "Key")), "utf8")
    : requiredText(properties, "DefinitionString");
}
