import { describe, expect, test } from 'vitest';
import { activeFilters, type Filters, noFilters, SORTS, type SortName } from '@/components/picker/filter-models';
import { modelOf } from '@/tests/support/model-of';

const TODAY = Date.parse('2026-11-27T10:00:00Z');

const MODELS = [
  modelOf('v/small', {
    name: 'Small 10',
    vendor: 'V',
    context: 32_768,
    usdPerMillion: { input: 0, output: 0 },
    created: '2026-09-28',
  }),
  modelOf('v/large', {
    name: 'Large 9',
    vendor: 'V',
    context: 1_048_576,
    usdPerMillion: { input: 3, output: 15 },
    input: ['text', 'image', 'file', 'audio'],
    parameters: ['reasoning'],
    created: '2026-09-27',
  }),
  modelOf('w/other', {
    name: 'Large 10',
    vendor: 'W',
    context: 200_000,
    usdPerMillion: { input: 0.5, output: 4 },
    input: ['text', 'image'],
    created: '2025-01-01',
  }),
  modelOf('w/unknown', { name: 'Unknown', vendor: 'W' }),
];

const left = (filters: Partial<Filters>) => {
  const active = activeFilters({ ...noFilters, ...filters }, TODAY);
  return MODELS.filter((model) => active.every(({ keeps }) => keeps(model))).map(({ id }) => id);
};

describe('the filters of the picker', () => {
  test.each([
    [{}, ['v/small', 'v/large', 'w/other', 'w/unknown']],
    [{ vendor: 'W' }, ['w/other', 'w/unknown']],
    [{ price: 5 }, ['v/small', 'w/other']],
    [{ price: 15 }, ['v/small', 'v/large', 'w/other']],
    [{ context: 128_000 }, ['v/large', 'w/other']],
    [{ context: 32_000 }, ['v/small', 'v/large', 'w/other']],
    [{ on: ['images'] }, ['v/large', 'w/other']],
    [{ on: ['pdf'] }, ['v/large']],
    [{ on: ['audio'] }, ['v/large']],
    [{ on: ['reasoning'] }, ['v/large']],
    [{ on: ['free'] }, ['v/small']],
    [{ on: ['images'], vendor: 'W' }, ['w/other']],
    [{ on: ['images', 'free'] }, []],
  ] satisfies [Partial<Filters>, string[]][])('%j leave %j', (filters, ids) => {
    expect(left(filters)).toEqual(ids);
  });

  test('take a model for new until it has been there for 60 days', () => {
    expect(left({ on: ['new'] })).toEqual(['v/small']);
    expect(activeFilters({ ...noFilters, on: ['new'] }, TODAY).map(({ label }) => label)).toEqual(['New: 60 days']);
  });

  test('can each be taken away alone', () => {
    const filters: Filters = { vendor: 'V', price: 5, context: 1_000_000, on: ['new', 'free'] };
    expect(activeFilters(filters, TODAY).map(({ label, without }) => [label, without])).toEqual([
      ['V', { ...filters, vendor: '' }],
      ['Up to $5 out', { ...filters, price: null }],
      ['1M context or more', { ...filters, context: null }],
      ['Free', { ...filters, on: ['new'] }],
      ['New: 60 days', { ...filters, on: ['free'] }],
    ]);
  });
});

describe('the order of the picker', () => {
  const sorted = (sort: SortName) => MODELS.toSorted(SORTS[sort].compare ?? (() => 0)).map(({ id }) => id);

  test('puts what is not known last', () => {
    expect(sorted('newest')).toEqual(['v/small', 'v/large', 'w/other', 'w/unknown']);
    expect(sorted('price')).toEqual(['v/small', 'w/other', 'v/large', 'w/unknown']);
    expect(sorted('context')).toEqual(['v/large', 'w/other', 'v/small', 'w/unknown']);
  });

  test('counts in names as people do', () => {
    expect(sorted('name')).toEqual(['v/large', 'w/other', 'v/small', 'w/unknown']);
  });
});
