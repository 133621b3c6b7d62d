import { maskAccessKeys } from "#domain/access-key.ts";

const secrets: readonly [pattern: RegExp, stead: string][] = [
  [/((?:secret|session|security)[-_]?(?:access[-_]?key|token)["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi, "$1…"],
  [/((?:X-Amz-(?:Signature|Credential|Security-Token)|Authorization)["']?\s*[=:]\s*["']?)[^\s"'&;]+/gi, "$1…"],
];

/** The text without credentials: of access key ids the ends are left, so that they can be told apart. */
export function redacted(text: string): string {
  return secrets.reduce((clean, [pattern, stead]) => clean.replace(pattern, stead), maskAccessKeys(text));
}
