import { terminalText } from "./terminal-text.ts";

/** The only writer to the terminal. The report goes to standard output; everything else to standard error. */
export const output = {
  report(text: string): void {
    const told = terminalText(text);
    process.stdout.write(told.endsWith("\n") ? told : `${told}\n`);
  },
  note(text: string): void {
    process.stderr.write(`${terminalText(text)}\n`);
  },
};
