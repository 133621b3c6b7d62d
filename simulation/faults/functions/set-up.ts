import { ServiceError } from "#local/service.ts";
import type { FaultKind } from "../fault-kind.ts";
import { placeOf } from "../request-fault.ts";
import { Spell } from "../spell.ts";
import { functionSpells } from "./function-spells.ts";

const environmentMissing: FaultKind = {
  name: "environment-missing",
  row: 43,
  what: "a deployment leaves a function without its environment variables until it is put right, minutes later",
  arm: ({ chance, intensity, strike, cloud }) => {
    const spellOf = functionSpells(chance, intensity / 8, [1, 20]);
    return {
      hooks: {
        invocation(functionName) {
          if (functionName === "check" || !spellOf(functionName).isOn(cloud().clock.now())) return undefined;
          return strike(`lambda:${functionName}`) ? { cold: true, environment: {} } : undefined;
        },
      },
    };
  },
};

const keyDisabled: FaultKind = {
  name: "key-disabled",
  row: 43,
  what: "somebody disables the key of a function's environment for minutes: Lambda cannot start it",
  arm: ({ chance, intensity, strike, cloud }) => {
    const spellOf = functionSpells(chance, intensity / 8, [1, 20]);
    const message = "Lambda was unable to decrypt the environment variables because the KMS key is disabled";
    return {
      hooks: {
        invocation(functionName) {
          if (!spellOf(functionName).isOn(cloud().clock.now()) || !strike(`lambda:${functionName}`)) return undefined;
          return { refuse: new ServiceError("KMSDisabledException", 502, message) };
        },
      },
    };
  },
};

const tableKeyDisabled: FaultKind = {
  name: "table-key-disabled",
  row: 43,
  what: "somebody disables the key of the table for minutes: DynamoDB refuses every request",
  arm: ({ chance, intensity, strike, cloud }) => {
    const spell = new Spell(chance, intensity / 8, [1, 30]);
    const refuse = new ServiceError("AccessDeniedException", 400, "The KMS key of the table is disabled");
    return {
      hooks: {
        request(request) {
          if (request.service !== "DynamoDB" || !spell.isOn(cloud().clock.now())) return undefined;
          return strike(placeOf(request)) ? { refuse } : undefined;
        },
      },
    };
  },
};

const credentialsExpired: FaultKind = {
  name: "credentials-expired",
  row: 43,
  what: "the credentials of a sandbox have expired: every service refuses it until they are renewed",
  arm: ({ chance, intensity, strike, cloud }) => {
    const spellOf = functionSpells(chance, intensity / 8, [1, 20]);
    const refuse = new ServiceError(
      "ExpiredTokenException",
      403,
      "The security token included in the request is expired",
    );
    return {
      hooks: {
        request(request) {
          if (!spellOf(request.sandbox.functionName).isOn(cloud().clock.now())) return undefined;
          return strike(placeOf(request)) ? { refuse } : undefined;
        },
      },
    };
  },
};

export const setUpFaults: readonly FaultKind[] = [
  environmentMissing,
  keyDisabled,
  tableKeyDisabled,
  credentialsExpired,
];
