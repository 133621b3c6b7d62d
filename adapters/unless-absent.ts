import { errorName, sdkCall } from "./sdk-call.ts";

/**
 * Makes a call that reads one thing.
 * @param absence names of the errors that say it is not there
 * @returns undefined when it is not there
 * @throws {Throttled} {ServiceUnavailable} {SetupFault}
 */
export async function unlessAbsent<T>(
  operation: string,
  absence: readonly string[],
  send: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await sdkCall(operation, send);
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error;
    if (absence.includes(errorName(cause))) return undefined;
    throw error;
  }
}
