import { expect, test } from 'vitest';
import { exportResponse } from '@/app/api/_http/export-response';
import { emptyState } from '@/lib/comparison/state';
import { comparisonOf } from '../support/records';

test('an export is a file that no cache keeps and no search engine lists, even where the page of its link is listed', () => {
  const record = { ...comparisonOf(), id: 'a-B_c1d2e3f4' };
  const { headers } = exportResponse({ record, state: emptyState, elapsed: {} }, 'md');
  expect(headers.get('content-disposition')).toBe('attachment; filename="abreast-2026-11-22-aB_c1d.md"');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-robots-tag')).toBe('noindex');
});
