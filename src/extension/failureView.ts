import type { FailedDelivery } from '../channels/courier';
import type { DeliveryFailure } from '../protocol/views';

/** What is shown of an alert that a channel did not take; without the amount that stands in it where money is hidden by now. Foreign text: escape it. */
export function failureView({ waiting: { channel, notice }, reason, at }: FailedDelivery, hide: boolean): DeliveryFailure {
  const { title, budget, percent, amounts } = notice;
  return { channel, about: hide && amounts.unit === 'USD' ? `${budget} ${percent}`.trim() : title, reason, at };
}
