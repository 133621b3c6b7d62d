import * as errors from "#domain/errors.ts";
import { objectIn, resourcesIn, type TemplateJson } from "../resource.ts";
import type { OurErrors } from "./error-names.ts";
import type { Json } from "./machine.ts";

const partition = "aws";
const anyArn = `arn:${partition}:lambda:eu-west-1:111122223333:function:any`;

/** A person must mend these: no retry, straight to the Catch of everything. */
const fatal = ["SetupFault", "InvalidSettings"];

/** Thrown where events are handed out: no state calls that. */
const outside = ["NotTaken", "UnreadableEvent"];

// An error derived from another of ours has that one's name, which is all that Step Functions sees.
const named = Object.values(errors).filter((error) => Object.getPrototypeOf(error) === Error);

export const ourErrors: OurErrors = {
  thrown: named.map(({ name }) => name).filter((name) => !outside.includes(name)),
  fatal,
};

/** The definitions of a template's state machines, every substitution filled in with something of its kind. */
export function machinesIn(template: TemplateJson): readonly Json[] {
  return resourcesIn(template, "AWS::StepFunctions::StateMachine").map(({ properties }) => {
    const names = Object.keys(objectIn(properties, "DefinitionSubstitutions"));
    const filledIn = names.reduce(
      (text, name) => text.replaceAll(`\${${name}}`, name === "Partition" ? partition : anyArn),
      String(properties["DefinitionString"]),
    );
    return JSON.parse(filledIn);
  });
}
