import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";

/** A module, and the environment it is imported in. */
export interface ImportSubject {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

// The clock starts when Node is up, and stops when the module and all it imports have run.
const program =
  "const begun=performance.now();await import(process.argv[1]);process.stdout.write(String(performance.now()-begun))";

/** What Lambda sets for every function. */
const lambdaEnvironment = {
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "id",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: "token",
  // Lambda's own Node is not the one the SDK warns about.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

/**
 * Milliseconds that importing each subject takes, once in each round, each time in a process of its own. The order rotates
 * from round to round, so that no subject always comes after the same one; a round before the first fills the file cache.
 * @throws {Error} a module cannot be imported
 */
export function importTimes(
  subjects: ReadonlyMap<string, ImportSubject>,
  rounds: number,
  node = process.execPath,
): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>([...subjects.keys()].map((name) => [name, []]));
  const names = [...subjects];
  for (let round = -1; round < rounds; round++) {
    const first = Math.max(round, 0) % names.length;
    for (const [name, subject] of [...names.slice(first), ...names.slice(0, first)]) {
      const ms = importOnce(node, subject);
      if (round >= 0) times.get(name)?.push(ms);
    }
  }
  return times;
}

function importOnce(node: string, { file, environment }: ImportSubject): number {
  const { status, stdout, stderr } = spawnSync(
    node,
    ["--input-type=module", "--eval", program, pathToFileURL(file).href],
    { env: { ...lambdaEnvironment, ...environment }, encoding: "utf8" },
  );
  const ms = Number(stdout);
  if (status !== 0 || !(ms > 0)) throw new Error(`Cannot import "${file}": ${stderr.trim() || `exit code ${status}`}`);
  return ms;
}
