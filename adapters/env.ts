import * as z from "zod";
import { InvalidSettings } from "#domain/errors.ts";
import { Settings } from "#domain/settings.ts";

const variables = {
  TABLE_NAME: z.string().min(3),
  INTAKE_QUEUE_URL: z.url(),
  DEAD_LETTER_QUEUE_URL: z.url(),
  STATE_MACHINE_ARN: z.string().startsWith("arn:"),
  EVENT_BUS_NAME: z.string().min(1),
  OUTLET_QUEUE_URL: z.url(),
  WEBHOOK_URL: z.url({ protocol: /^https$/ }),
  WEBHOOK_SECRET_ARN: z.string().startsWith("arn:"),
  /** Absent when no reports are wanted. */
  REPORTS_BUCKET: z.string().min(3).optional(),
  MAIL_TOPIC_ARN: z.string().startsWith("arn:").optional(),
  CHAT_TOPIC_ARN: z.string().startsWith("arn:").optional(),
  NOTIFY: z
    .string()
    .transform(parseJson)
    .pipe(
      Settings.pick({
        notifySeverityFloor: true,
        notifyProducts: true,
        notifyAccounts: true,
        notifyWorkflowStates: true,
        digest: true,
        fastAlert: true,
      }),
    ),
  SETTINGS: z
    .string()
    .transform(parseJson)
    .pipe(
      Settings.pick({
        attachedRoles: true,
        joinToleranceMinutes: true,
        notePolicy: true,
        maxAttempts: true,
        memberRoleName: true,
        allowedRegions: true,
        allowedAccounts: true,
        deniedAccounts: true,
      }),
    ),
};
type Env = { [K in keyof typeof variables]: z.output<(typeof variables)[K]> };

/**
 * The environment variables a function needs, checked and frozen. The only place that reads `process.env`.
 * @throws {InvalidSettings} listing every problem of every variable asked for
 */
export function readEnv<K extends keyof Env>(
  names: readonly K[],
  source: NodeJS.ProcessEnv = process.env,
): Readonly<Pick<Env, K>> {
  const wanted = z.object(Object.fromEntries(names.map((name) => [name, variables[name]])));
  const read = wanted.safeParse(source);
  if (!read.success) throw new InvalidSettings("the environment", read.error.issues.map(problem));
  return Object.freeze(read.data as unknown as Pick<Env, K>);
}

function problem({ path, message }: { path: readonly PropertyKey[]; message: string }): string {
  return `${path.map(String).join(".")}: ${message}`;
}

function parseJson(text: string, context: z.RefinementCtx<string>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "JSON is wanted" });
    return z.NEVER;
  }
}
