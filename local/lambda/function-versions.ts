import type { LambdaFunction } from "./function.ts";

/** The name and the qualifier in a function's name, partial ARN or ARN; undefined for any other text. */
export function functionNamed(nameOrArn: string): { readonly name: string; readonly qualifier?: string } | undefined {
  const form = /^(?:arn:[^:]+:lambda:[^:]*:\d*:)?(?:\d{12}:)?(?:function:)?([^:]+)(?::([^:]+))?$/;
  const [, name, qualifier] = form.exec(nameOrArn) ?? [];
  return name === undefined ? undefined : { name, ...(qualifier !== undefined && { qualifier }) };
}

/**
 * The published versions of functions: each is its function as it was at that moment. Aliases are not simulated.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
 */
export class FunctionVersions {
  readonly #byName = new Map<string, LambdaFunction[]>();

  /** @returns the number of the version, 1 for the first */
  publish(lambda: LambdaFunction): string {
    const versions = this.#byName.get(lambda.name) ?? [];
    this.#byName.set(lambda.name, versions);
    const version = String(versions.length + 1);
    versions.push({ ...lambda, arn: `${lambda.arn}:${version}` });
    return version;
  }

  find(name: string, version: string): LambdaFunction | undefined {
    return /^[1-9]\d*$/.test(version) ? this.#byName.get(name)?.[Number(version) - 1] : undefined;
  }

  remove(name: string): void {
    this.#byName.delete(name);
  }
}
