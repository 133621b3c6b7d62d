import ora from "ora";

/** Does work that may take seconds; a spinner runs on a terminal from the moment the work says that it does, else one line is printed. */
export async function spinner<T>(text: string, work: (start: () => void) => Promise<T>): Promise<T> {
  const shown = ora({ text, stream: process.stderr, discardStdin: false });
  try {
    const result = await work(() => shown.start());
    if (shown.isSpinning) shown.succeed(text);
    return result;
  } catch (error) {
    if (shown.isSpinning) shown.fail(text);
    throw error;
  } finally {
    shown.stop();
  }
}
