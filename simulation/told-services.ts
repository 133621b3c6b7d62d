import { type Operation, type Service, ServiceError } from "#local/service.ts";
import type { Happening } from "./happening.ts";

/** The services as a state machine's own integrations reach them: their calls are told of, like those of functions. */
export function toldServices(
  services: readonly Service[],
  tell: (happening: Happening) => void,
): Readonly<Record<string, Service>> {
  const told = (service: Service): Service => ({
    ...service,
    operations: Object.fromEntries(
      Object.entries(service.operations).map(([name, act]) => [name, toldOperation(service.name, name, act, tell)]),
    ),
  });
  return Object.fromEntries(services.map((service) => [service.name, told(service)]));
}

function toldOperation(service: string, operation: string, act: Operation, tell: (happening: Happening) => void) {
  const about = { kind: "call", by: "workflow", requestId: "", service, operation, heard: true } as const;
  const told: Operation = (input, call) => {
    try {
      const output = act(input, call);
      tell({ ...about, input, output });
      return output;
    } catch (error) {
      if (error instanceof ServiceError) tell({ ...about, input, error: error.name });
      throw error;
    }
  };
  return told;
}
