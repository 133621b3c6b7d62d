import type { ContextData } from "../message.ts";

/** The context object of the Node.js runtime. @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export const contextOf = (data: ContextData): object => ({
  awsRequestId: data.awsRequestId,
  callbackWaitsForEmptyEventLoop: true,
  functionName: data.functionName,
  functionVersion: "$LATEST",
  invokedFunctionArn: data.invokedFunctionArn,
  logGroupName: `/aws/lambda/${data.functionName}`,
  logStreamName: `local/[$LATEST]${data.awsRequestId}`,
  memoryLimitInMB: data.memoryLimitInMB,
  getRemainingTimeInMillis: () => Math.max(data.deadlineMs - Date.now(), 0),
});
