/**
 * What every SDK client is built with: an answer that does not come is an error after 10 s, long before the function's
 * own time is up, so that the failure has a name and its claim is freed.
 */
export const clientDefaults = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};
