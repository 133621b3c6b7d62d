import type { Clock } from "../../clock.ts";
import { ServiceError } from "../../service.ts";
import { type DeliveryFailure, deliveryFailure } from "./delivery-error.ts";
import type { Rule, Target } from "./rule.ts";
import type { RoutedEvent } from "./target-input.ts";

/** An event that reached neither its target nor a dead-letter queue. */
export interface LostEvent {
  readonly json: string;
  /** Absent when the event was put on a bus that does not exist. */
  readonly ruleArn?: string;
  readonly targetArn?: string;
  readonly errorCode: string;
  readonly errorMessage: string;
}

/** How EventBridge reaches the rest of the cloud. */
export interface TargetPorts {
  /** Hands `body` to a target (or dead-letter queue); `attributes` are message attributes. Rejects when it could not. */
  deliverTo(targetArn: string, body: string, attributes: Readonly<Record<string, string>>): Promise<void>;
  /** Whether the target lets EventBridge in on behalf of the rule; every target does unless said. */
  mayDeliver?(targetArn: string, ruleArn: string): boolean;
  /** Hears of every event that AWS would drop. */
  onLost?(lost: LostEvent): void;
}

// AWS backs off exponentially with jitter, undocumented. 2ⁿ s capped at 480 s makes 185 retries last 23.6 h of the 24 h.
const longestBackOffSeconds = 480;

/** Delivers one event to one target, with retries; time stands still during each try. */
export class Delivery {
  readonly #clock: Clock;
  readonly #ports: TargetPorts;
  readonly #rule: Rule;
  readonly #target: Target;
  readonly #routed: RoutedEvent;
  readonly #beganAtMs: number;
  #retries = 0;

  constructor(clock: Clock, ports: TargetPorts, rule: Rule, target: Target, routed: RoutedEvent) {
    this.#clock = clock;
    this.#ports = ports;
    this.#rule = rule;
    this.#target = target;
    this.#routed = routed;
    this.#beganAtMs = clock.now();
  }

  /** Resolves after this try; later tries happen on the clock. Never rejects. */
  async attempt(): Promise<void> {
    const release = this.#clock.hold();
    try {
      await this.#send(this.#target.arn, this.#target.input(this.#routed), {});
    } catch (error) {
      await this.#retryOrGiveUp(deliveryFailure(error));
    } finally {
      release();
    }
  }

  async #send(arn: string, body: string, attributes: Readonly<Record<string, string>>): Promise<void> {
    if (this.#ports.mayDeliver?.(arn, this.#rule.arn) === false) {
      throw new ServiceError("AccessDeniedException", 403, `Rule ${this.#rule.arn} may not deliver to ${arn}`);
    }
    await this.#ports.deliverTo(arn, body, attributes);
  }

  async #retryOrGiveUp(failure: DeliveryFailure): Promise<void> {
    if (!failure.retryable) return this.#giveUp(failure);
    const retryAtMs = this.#clock.now() + Math.min(2 ** this.#retries, longestBackOffSeconds) * 1000;
    const exhausted = this.#exhaustedCondition(retryAtMs);
    if (exhausted) return this.#giveUp(failure, exhausted);
    this.#retries++;
    this.#clock.at(retryAtMs, () => void this.attempt());
  }

  #exhaustedCondition(retryAtMs: number): string | undefined {
    const { retryAttemptsMax, eventAgeSecondsMax } = this.#target;
    if (this.#retries >= retryAttemptsMax) return "MaximumRetryAttempts";
    return retryAtMs - this.#beganAtMs > eventAgeSecondsMax * 1000 ? "MaximumEventAgeInSeconds" : undefined;
  }

  async #giveUp(failure: DeliveryFailure, exhaustedCondition?: string): Promise<void> {
    const deadLetterArn = this.#target.deadLetterArn;
    if (deadLetterArn === undefined) return this.#lose(failure);
    try {
      await this.#send(deadLetterArn, this.#routed.json, {
        RULE_ARN: this.#rule.arn,
        TARGET_ARN: this.#target.arn,
        ERROR_CODE: failure.code,
        ERROR_MESSAGE: failure.message || failure.code,
        ...(exhaustedCondition ? { EXHAUSTED_RETRY_CONDITION: exhaustedCondition } : {}),
        RETRY_ATTEMPTS: String(this.#retries),
      });
    } catch (error) {
      this.#lose(deliveryFailure(error));
    }
  }

  #lose(failure: DeliveryFailure): void {
    this.#ports.onLost?.({
      json: this.#routed.json,
      ruleArn: this.#rule.arn,
      targetArn: this.#target.arn,
      errorCode: failure.code,
      errorMessage: failure.message,
    });
  }
}
