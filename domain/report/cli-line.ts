import { regionOf } from "../arn.ts";
import { isIamName } from "../iam-arn.ts";

/** One word for a POSIX shell, whatever is in it. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** An option with its value as one word: a value that begins with `-` is none of the options. */
export function option(name: string, value: string): string {
  return `--${name}${value.startsWith("-") ? "=" : " "}${shellWord(value)}`;
}

/** A line for the AWS CLI. Without the Region the CLI would ask the partition it is configured for. */
export function aws(region: string, command: string, ...options: readonly string[]): string {
  return [`aws ${command}`, `--region ${region}`, ...options].join(" ");
}

/**
 * Whether lines can be written for that name and Region. The CLI reads a value such as `file://…` from a file and IAM would refuse
 * it anyway: for a name that IAM does not allow there are no lines.
 */
export function canWriteLines(name: string, region: string): boolean {
  return isIamName(name) && regionOf(region) !== undefined;
}

/** Literal of a JMESPath expression, to stand in a shell word. */
export function jmesLiteral(value: string | readonly string[]): string {
  return `\`${JSON.stringify(value).replaceAll("`", "\\`")}\``;
}
