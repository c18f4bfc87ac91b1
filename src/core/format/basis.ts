/** What stands beside figures that are made up. */
export const SAMPLE_WORDS = 'made-up sample data';

/** How a person pays for Claude Code, as far as they have said. Chooses words only: every figure stays tokens times list price. */
export const PAYMENTS = ['api', 'subscription', 'unsure'] as const;
export type Payment = (typeof PAYMENTS)[number];
/** 'sample': what is shown is made up, and nobody pays for it. */
export type PaymentShown = Payment | 'sample';

/** What is said beside amounts, on every screen: what they are worth as money, or that there are none. */
export const basisWords = ({ money, payment }: { readonly money: 'show' | 'hide'; readonly payment: PaymentShown }): string => {
  if (payment === 'sample') return SAMPLE_WORDS;
  if (money === 'hide') return 'money is hidden';
  return payment === 'subscription' ? 'API-equivalent value, not a bill' : 'API-equivalent at list prices';
};
