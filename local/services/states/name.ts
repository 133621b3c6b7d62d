import { invalidName } from "./errors.ts";

/** Characters of a name of a state machine or execution. */
export const nameLengthMax = 80;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a name must not have
const forbidden = /[\s?*<>{}[\]"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/**
 * Holds a name to the service's rules.
 * @throws {ServiceError} InvalidName
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export function checkName(name: string): void {
  if (name === "" || name.length > nameLengthMax || forbidden.test(name)) throw invalidName(name);
}
