import { once } from "node:events";
import { Command } from "commander";
import type { CloudOptions } from "#local/cloud.ts";
import { defaultPort, serveCloud } from "#local/server.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { type Manual, withManual } from "./help.ts";
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

const manual: Manual = {
  about: ["Standard output says how other clients reach it: the address, the Region, and the stack's outputs."],
  examples: [
    { command: "gumshoe local serve", does: `on port ${defaultPort}, until Ctrl-C` },
    { command: "gumshoe local serve --port 0 --region eu-west-1", does: "on any free port, in another Region" },
    {
      command: "gumshoe local serve --behaviour behaviour.json --real-time",
      does: "Detective answers as the file says, and every wait takes its time",
    },
  ],
  exitCodes: { 0: "ended by Ctrl-C", 1: "could not start" },
  seeAlso: ["gumshoe local run", "gumshoe doctor", "local/SUPPORT.md"],
};

/** `gumshoe local serve`. */
export function localServeCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("serve")
    .description("keep the local AWS up for other clients: the AWS CLI, SDKs, gumshoe itself")
    .option("--port <number>", "port on 127.0.0.1; 0 for any free one", portOf, defaultPort)
    .option("--real-time", "let every wait take its time, instead of a virtual clock")
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
  return withManual(command, manual);
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
