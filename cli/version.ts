import { readFileSync } from "node:fs";

/** The version in package.json: what the stack of this checkout answers as `Version`. */
export function ownVersion(): string {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return version;
}
