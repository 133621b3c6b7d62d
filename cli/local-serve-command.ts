import { once } from "node:events";
import { Command } from "commander";
import { defaultPort, serveCloud } from "#local/server.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
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
  $ gumshoe local serve                        on port ${defaultPort}, until Ctrl-C
  $ gumshoe local serve --port 0               on any free port; standard output says which
  $ AWS_ENDPOINT_URL=http://127.0.0.1:${defaultPort} aws securityhub get-findings`;

/** \`gumshoe local serve\`. */
export function localServeCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("serve")
    .description("keep the local AWS up for other clients: the AWS CLI, SDKs, gumshoe itself")
    .option("--port <number>", "port on 127.0.0.1; 0 for any free one", portOf, defaultPort)
    .option("--real-time", "let every wait take its time, instead of a virtual clock")
    .addHelpText("after", examples)
    .action(async (options: ServeOptions) => {
      const behaviour = options.behaviour === undefined ? undefined : await readBehaviour(options.behaviour);
      const overlay = overlayOf(options.set);
      const assembly = await spinner("Synthesizing the template", (start) => synthesized(overlay, start));
      const cloud = await serveCloud({
        assembly,
        port: options.port,
        accountId: options.account ?? "111122223333",
        region: options.region ?? "us-east-1",
        realTime: options.realTime === true,
        ...(behaviour && { behaviour }),
      });
      output.report(renderServing(cloud));
      await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
      await cloud.close();
      done(exitCode.done);
    });
  for (const option of localOptions) command.addOption(option);
  return command;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`Cannot listen on port "${text}": a number from 0 to 65535 is wanted`);
  }
  return port;
}
