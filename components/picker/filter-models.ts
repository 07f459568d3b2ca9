import type { Model } from '@/lib/protocol/model';

/** What the picker is to show only. */
export interface Filters {
  /** '' for all. */
  vendor: string;
  /** The highest price of the answer, USD per million tokens; null for any. */
  price: number | null;
  /** The smallest context, tokens; null for any. */
  context: number | null;
  /** The switches that are on. */
  on: readonly SwitchName[];
}

export const noFilters: Filters = { vendor: '', price: null, context: null, on: [] };

/** For how many days a model is new. */
export const NEW_DAYS = 60;
const DAY_MS = 86_400_000;

/** A filter that is on or off. */
export interface FilterSwitch {
  label: string;
  title: string;
  /** @param today ms since 1970. */
  keeps(model: Model, today: number): boolean;
}

/** The filters that are on or off, in the order of their buttons. A new one needs an entry here and nothing else. */
export const SWITCHES = {
  images: {
    label: 'Images',
    title: 'Takes images',
    keeps: ({ input }) => input.includes('image'),
  },
  pdf: {
    label: 'PDF',
    title: 'Takes PDF files',
    keeps: ({ input }) => input.includes('file'),
  },
  audio: {
    label: 'Audio',
    title: 'Takes sound',
    keeps: ({ input }) => input.includes('audio'),
  },
  reasoning: {
    label: 'Reasoning',
    title: 'Can think before it answers',
    keeps: ({ parameters }) => parameters.includes('reasoning'),
  },
  free: {
    label: 'Free',
    title: 'Costs nothing',
    keeps: ({ usdPerMillion }) => usdPerMillion?.input === 0 && usdPerMillion.output === 0,
  },
  new: {
    label: `New: ${NEW_DAYS} days`,
    title: `Released in the last ${NEW_DAYS} days`,
    keeps: ({ created }, today) => created !== null && Math.floor((today - Date.parse(created)) / DAY_MS) <= NEW_DAYS,
  },
} satisfies Record<string, FilterSwitch>;

export type SwitchName = keyof typeof SWITCHES;

export const SWITCH_NAMES = Object.keys(SWITCHES) as SwitchName[];

/** A filter that hides something, or would. */
export interface ActiveFilter {
  label: string;
  keeps(model: Model): boolean;
  /** The filters without it. */
  without: Filters;
}

/** @returns the filters that are set. */
export function activeFilters(filters: Filters, today: number): ActiveFilter[] {
  const { vendor, price, context, on } = filters;
  const active: ActiveFilter[] = [];
  if (vendor !== '') {
    active.push({ label: vendor, keeps: (model) => model.vendor === vendor, without: { ...filters, vendor: '' } });
  }
  if (price !== null) {
    active.push({
      label: priceLabel(price),
      keeps: ({ usdPerMillion }) => usdPerMillion !== null && usdPerMillion.output <= price,
      without: { ...filters, price: null },
    });
  }
  if (context !== null) {
    active.push({
      label: contextLabel(context),
      keeps: (model) => model.context !== null && model.context >= context,
      without: { ...filters, context: null },
    });
  }
  for (const name of SWITCH_NAMES.filter((name) => on.includes(name))) {
    const { label, keeps } = SWITCHES[name];
    active.push({
      label,
      keeps: (model) => keeps(model, today),
      without: { ...filters, on: on.filter((known) => known !== name) },
    });
  }
  return active;
}

/** The prices that can be chosen, USD per million tokens of the answer. */
export const PRICES = [1, 5, 15];
/** The contexts that can be chosen, tokens: whole thousands, as vendors count them. */
export const CONTEXTS = [32_000, 128_000, 200_000, 1_000_000];

export function priceLabel(usd: number): string {
  return `Up to $${usd} out`;
}

export function contextLabel(tokens: number): string {
  return tokens >= 1_000_000 ? `${tokens / 1_000_000}M context or more` : `${tokens / 1000}k context or more`;
}

/** The order of the list. */
export const SORTS = {
  groups: { label: 'By vendor', compare: null },
  newest: {
    label: 'Newest first',
    compare: (left: Model, right: Model) => (right.created ?? '').localeCompare(left.created ?? ''),
  },
  price: { label: 'Cheapest first', compare: (left: Model, right: Model) => costOf(left) - costOf(right) },
  context: {
    label: 'Most context first',
    compare: (left: Model, right: Model) => (right.context ?? 0) - (left.context ?? 0),
  },
  name: {
    label: 'By name',
    compare: (left: Model, right: Model) => left.name.localeCompare(right.name, 'en', { numeric: true }),
  },
} as const;

export type SortName = keyof typeof SORTS;

/** A million tokens in and a million out, USD; models without a known price come last. */
function costOf({ usdPerMillion }: Model): number {
  return usdPerMillion ? usdPerMillion.input + usdPerMillion.output : Number.MAX_VALUE;
}
