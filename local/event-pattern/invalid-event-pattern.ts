/** The pattern is not one EventBridge would accept; the message says where and why. */
export class InvalidEventPattern extends Error {
  override readonly name = "InvalidEventPattern";
  constructor(problem: string) {
    super(`Cannot compile event pattern: ${problem}`);
  }
}
