import { fullName, manualPage } from "../help.ts";
import { allOf, commandTree } from "../program.ts";

/** A chapter per command with its manual page, and a list of them all. */
export function commandPages(): string {
  const commands = allOf(commandTree(() => {}));
  const list = commands.map((command) => {
    const name = fullName(command);
    return `- [\`${name}\`](#${name.replaceAll(" ", "-")}): ${command.description()}`;
  });
  const chapters = commands.map(
    (command) => `## ${fullName(command)}\n\n\`\`\`text\n${manualPage(command).trimEnd()}\n\`\`\``,
  );
  return `${list.join("\n")}\n\n${chapters.join("\n\n")}`;
}
