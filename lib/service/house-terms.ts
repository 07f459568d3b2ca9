import { mostCost, type PriceCeiling, toMicroUsd } from '@/lib/limits/upper-bound';
import type { Take } from '@/lib/persistence/counters';
import type { Failure } from '@/lib/protocol/failure';
import type { Message } from '@/lib/protocol/message';
import type { App } from './app';
import type { Budgets } from './environment';

/** What the house key pays for one try of a lane. */
export interface HouseTerms {
  /** The longest answer, tokens; undefined without a budget. */
  maxTokens?: number;
  priceCeiling?: PriceCeiling;
  /** The most that the try can cost, micro-USD; 0 without a budget, and for a free model. */
  reserved: number;
}

interface HouseRequest {
  model: string;
  messages: readonly Message[];
  system: string | null;
  maxTokens: number | undefined;
}

/** @returns on which terms the house key pays for a lane; a failure if it does not. */
export async function houseTerms(
  { environment, catalog }: App,
  { model, messages, system, maxTokens: wanted }: HouseRequest,
): Promise<HouseTerms | Failure> {
  const { budgets } = environment;
  if (budgets === null || !allows(budgets.models, model)) return { code: 'key-missing' };
  if (!isLimited(budgets)) return { reserved: 0 };
  const priceCeiling = await catalog.ceilingOf(model);
  // Without a known price there is no upper bound.
  if (priceCeiling === null) return { code: 'key-missing' };
  const maxTokens = Math.min(budgets.maxTokens, wanted ?? budgets.maxTokens);
  return { maxTokens, priceCeiling, reserved: mostCost(messages, system, maxTokens, priceCeiling) };
}

export function isLimited({ usdPerDay, usdPerVisitorPerDay }: Budgets): boolean {
  return usdPerDay !== null || usdPerVisitorPerDay !== null;
}

/** `vendor/*` stands for all models of a vendor. */
function allows(models: Budgets['models'], model: string): boolean {
  return (
    models === null || models.some((id) => id === model || (id.endsWith('/*') && model.startsWith(id.slice(0, -1))))
  );
}

const DAY_MS = 24 * 3600 * 1000;

/** UTC, in days since 1970. */
export function dayOf({ clock }: Pick<App, 'clock'>): number {
  return Math.floor(clock.date().getTime() / DAY_MS);
}

/** @returns what a reservation takes: of the day's budget, and of the visitor's share of it. */
export function takesOf(budgets: Budgets, day: number, visitor: string, reserved: number): Take[] {
  const { usdPerDay, usdPerVisitorPerDay } = budgets;
  const resetsAt = (day + 1) * DAY_MS;
  const of = (name: string, usd: number | null): Take[] =>
    usd === null ? [] : [{ name, amount: reserved, limit: toMicroUsd(usd), resetsAt }];
  return reserved === 0
    ? []
    : [...of(dayCounter(day), usdPerDay), ...of(`${dayCounter(day)}:${visitor}`, usdPerVisitorPerDay)];
}

/** @param full the counter without room for a reservation. */
export function budgetReached(day: number, full: string): Failure {
  const limit = full === dayCounter(day) ? 'server-day' : 'visitor-day';
  return { code: 'budget-reached', limit, resetsAt: new Date((day + 1) * DAY_MS).toISOString() };
}

function dayCounter(day: number): string {
  return `usd:${day}`;
}
