/** The only writer to the terminal. The report goes to standard output; everything else to standard error. */
export const output = {
  report(text: string): void {
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  },
  note(text: string): void {
    process.stderr.write(`${text}\n`);
  },
};
