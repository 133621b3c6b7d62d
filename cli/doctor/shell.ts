/** How commands are written so that they can be pasted: to the same account, Region and address that was looked at. */
export interface Shell {
  /** @param region another one than that of the stack */
  aws(command: string, region?: string): string;
  gumshoe(command: string, region?: string): string;
  /** Brings the stack up to date; `revert` also undoes what was changed by hand, `all` takes the linked Regions along. */
  deploy(how?: "revert" | "all", region?: string): string;
}

export interface ShellOptions {
  readonly region: string;
  readonly profile?: string;
  readonly stack: string;
  readonly local?: true;
  readonly endpointUrl?: string;
}

const standardStack = "Gumshoe";

/** @param localEndpoint where `--local` points */
export function shellFor({ region, profile, stack, local, endpointUrl }: ShellOptions, localEndpoint: string): Shell {
  const endpoint = local ? localEndpoint : endpointUrl;
  const asWhom = profile === undefined ? "" : ` --profile ${profile}`;
  const where = local ? " --local" : endpoint === undefined ? "" : ` --endpoint-url ${endpoint}`;
  const named = stack === standardStack ? "" : ` --stack ${stack}`;
  return {
    aws: (command, inRegion = region) =>
      `aws ${command} --region ${inRegion}${asWhom}${endpoint === undefined ? "" : ` --endpoint-url ${endpoint}`}`,
    gumshoe: (command, inRegion = region) => `gumshoe ${command} --region ${inRegion}${asWhom}${where}${named}`,
    deploy: (how, inRegion = region) => {
      if (endpoint !== undefined) return `gumshoe local serve --region ${inRegion}`;
      const given = how === "revert" ? ["--revert-drift"] : how === "all" ? ["--all"] : [];
      const options = [...given, ...(profile === undefined ? [] : [`--profile ${profile}`])];
      return `AWS_REGION=${inRegion} npm run deploy${options.length > 0 ? ` -- ${options.join(" ")}` : ""}`;
    },
  };
}
