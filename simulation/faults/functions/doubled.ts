import { invocationFault } from "./invocation-fault.ts";

export const invokedTwice = invocationFault({
  name: "invoked-twice",
  row: 41,
  what: "the same invocation runs twice, side by side",
  fate: () => ({ twice: true }),
});
