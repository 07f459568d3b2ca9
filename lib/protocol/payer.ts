/** How a visitor comes back from OpenRouter, as `#connect=` of the page says. */
export const CONNECT_OUTCOMES = ['connected', 'cancelled', 'expired', 'refused', 'unreachable'] as const;

export type ConnectOutcome = (typeof CONNECT_OUTCOMES)[number];

/** Who pays for a visitor's models: their own key, the server's, or nobody: then only demo models answer. */
export const PAYERS = ['visitor', 'house', 'none'] as const;

export type Payer = (typeof PAYERS)[number];
