/** Where Lambda puts the keys of a function's role. */
interface KeyVariables {
  readonly AWS_ACCESS_KEY_ID?: string | undefined;
  readonly AWS_SECRET_ACCESS_KEY?: string | undefined;
  readonly AWS_SESSION_TOKEN?: string | undefined;
}

/**
 * Stands in for `@aws-sdk/credential-provider-node` in the deployed bundles (`infra/constructs/bundling.ts`): profiles,
 * single sign-on, web identity, containers and EC2 are a fifth of a bundle, and no function of ours can use them.
 * The command line keeps the SDK's own chain.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html (read 2026-11-20): reserved variables,
 * set for every function without SnapStart
 */
export function defaultProvider() {
  return async () => roleCredentials(process.env);
}

/** @throws {CredentialsProviderError} the environment holds no keys: as the SDK's chain names it, so that it is retried */
export function roleCredentials(variables: KeyVariables) {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = variables;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    const message = "Cannot sign a request: the environment holds no keys, those of the function's role are wanted";
    throw Object.assign(new Error(message), { name: "CredentialsProviderError" });
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
}
