/** Which messages of a batch failed, and why. The first reason stands. */
export class Troubles extends Map<string, Error> {
  /**
   * Does one piece of work; its failure is the failure of the messages that it was for, and of no other.
   * @returns whether it succeeded
   */
  async contain(messageIds: readonly string[], work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error : new Error("Cannot work on the message", { cause: error });
      for (const messageId of messageIds) if (!this.has(messageId)) this.set(messageId, reason);
      return false;
    }
  }
}
