/** What somebody needs to reach the local AWS, ready to paste. */
export function renderServing(cloud: {
  readonly endpointUrl: string;
  readonly region: string;
  readonly accountId: string;
  readonly outputs: Readonly<Record<string, string>>;
}): string {
  return [
    `Local AWS: account ${cloud.accountId}, Region ${cloud.region}. Ctrl-C ends it, and everything in it.`,
    "",
    `export AWS_ENDPOINT_URL=${cloud.endpointUrl}`,
    `export AWS_REGION=${cloud.region} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local`,
    "",
    ...Object.entries(cloud.outputs).map(([name, value]) => `${name}  ${value}`),
  ].join("\n");
}
