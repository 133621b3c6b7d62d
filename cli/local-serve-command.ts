import { once } from "node:events";
import { Command } from "commander";
import type { CloudOptions } from "#local/cloud.ts";
import { defaultPort, serveCloud } from "#local/server.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { completeHome } from "./home.ts";
import { type LocalOptions, localOptions, readBehaviour } from "./local-options.ts";
import { output } from "./output.ts";
import { overlayOf } from "./overlay.ts";
import { renderServing } from "./render-serving.ts";
import { spinner } from "./spinner.ts";
import { synthesized } from "./synth.ts";

interface ServeOptions extends LocalOptions {
  readonly port: number;
  readonly realTime?: true;
}

const examples = `
Examples:
  $ gumshoe local serve             on port ${defaultPort}, until Ctrl-C
  $ gumshoe local serve --port 0    on any free port, which it then tells
  $ AWS_ENDPOINT_URL=http://127.0.0.1:${defaultPort} aws securityhub get-findings`;

/** `gumshoe local serve`. */
export function localServeCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("serve")
    .description("keep the local AWS up for other clients: the AWS CLI, SDKs, gumshoe itself")
    .option("--port <number>", "port on 127.0.0.1; 0 for any free one", portOf, defaultPort)
    .option("--real-time", "let every wait take its time, instead of a virtual clock")
    .addHelpText("after", examples)
    .action(async (options: ServeOptions) => {
      const behaviour = await readBehaviour(options.behaviour);
      const overlay = overlayOf(options.set);
      const assembly = await spinner("Synthesizing the template", (start) => synthesized(overlay, start));
      const { account: accountId, region, port } = options;
      await serveUntilStopped({
        assembly,
        port,
        ...completeHome({ accountId, region }),
        realTime: options.realTime === true,
        ...(behaviour && { behaviour }),
      });
      done(exitCode.done);
    });
  for (const option of localOptions) command.addOption(option);
  return command;
}

async function serveUntilStopped(options: CloudOptions & { readonly port: number }): Promise<void> {
  const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const cloud = await serveCloud(options);
  output.report(renderServing(cloud));
  await stopped;
  await cloud.close();
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new Error(`Cannot use --port "${text}": a number from 0 to 65535 is wanted`);
  }
  return port;
}
