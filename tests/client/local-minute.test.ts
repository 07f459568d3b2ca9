import { describe, expect, test } from 'vitest';
import { isoOfMinute, localMinute } from '@/lib/client/local-minute';

describe('a local minute', () => {
  test('is the same moment there and back, in summer and in winter', () => {
    for (const iso of ['2026-12-01T12:05:00.000Z', '2026-07-01T23:59:00.000Z', '2027-03-28T04:00:00.000Z']) {
      expect(localMinute(iso)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
      expect(isoOfMinute(localMinute(iso))).toBe(iso);
    }
  });

  test('says the hour of the browser’s own zone', () => {
    const iso = '2026-12-01T12:05:00.000Z';
    expect(Number(localMinute(iso).slice(11, 13))).toBe(new Date(iso).getHours());
  });

  test('is empty for never, and an empty field is never', () => {
    expect(localMinute(null)).toBe('');
    expect(isoOfMinute('')).toBeNull();
  });
});
