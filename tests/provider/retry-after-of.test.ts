import { describe, expect, test } from 'vitest';
import { retryAfterOf } from '@/lib/provider/failure-of';

const now = Date.parse('2026-11-22T10:00:00.000Z');
const ofHeaders = (headers: Record<string, string>) => retryAfterOf(headers, {}, now);
const ofError = (error: Record<string, unknown>) => retryAfterOf({}, error, now);

describe('the pause that a provider asks for', () => {
  test.each([
    ['7', 7000],
    ['0', 0],
    ['1.5', 1500],
    [' 3 ', 3000],
  ])('reads Retry-After: %j as seconds', (value, ms) => {
    expect(ofHeaders({ 'retry-after': value })).toBe(ms);
  });

  test('reads a date as the time until then', () => {
    expect(ofHeaders({ 'retry-after': 'Sun, 22 Nov 2026 10:00:20 GMT' })).toBe(20_000);
  });

  test('reads retry-after-ms, which is finer, before Retry-After', () => {
    expect(ofHeaders({ 'retry-after-ms': '1234.4', 'retry-after': '2' })).toBe(1234);
    expect(ofHeaders({ 'retry-after-ms': 'soon', 'retry-after': '2' })).toBe(2000);
    expect(ofHeaders({ 'retry-after-ms': '', 'retry-after': '2' })).toBe(2000);
  });

  test.each([
    ['seconds', '86401'],
    ['seconds beyond counting', '99999999999999'],
    ['a date', 'Fri, 31 Dec 9999 23:59:59 GMT'],
  ])('of more than a day is a day: %s', (_, value) => {
    expect(ofHeaders({ 'retry-after': value })).toBe(24 * 60 * 60 * 1000);
  });

  test.each([
    ['availability', { availability: { code: 'busy', retry_after: 12 } }],
    ['metadata', { metadata: { retry_after: 12 } }],
    ['metadata, under its longer name', { metadata: { retry_after_seconds: 12 } }],
    ['metadata, as text', { metadata: { retry_after: '12' } }],
  ])('reads an error inside the stream: its %s', (_, error) => {
    expect(ofError(error)).toBe(12_000);
  });

  test('is read from the error where the header says nothing that can be read', () => {
    expect(retryAfterOf({ 'retry-after': 'soon' }, { metadata: { retry_after: 12 } }, now)).toBe(12_000);
  });

  test('in a header wins over the one in the error', () => {
    expect(retryAfterOf({ 'retry-after': '3' }, { metadata: { retry_after: 12 } }, now)).toBe(3000);
  });

  test.each([
    ['no header and nothing in the error', {}, {}],
    ['an empty header', { 'retry-after': '' }, {}],
    ['a negative number', { 'retry-after': '-5' }, {}],
    ['a date that has passed', { 'retry-after': 'Sun, 22 Nov 2026 09:59:59 GMT' }, {}],
    ['a number without end', { 'retry-after': '1e999' }, {}],
    ['a number that looks like a year', { 'retry-after': '-2027' }, {}],
    ['words', { 'retry-after': 'later' }, {}],
    ['null in the error', {}, { availability: null, metadata: { retry_after: null, retry_after_seconds: null } }],
    ['an object in the error', {}, { metadata: { retry_after: {} } }],
    ['a list in the error', {}, { metadata: { retry_after: [] } }],
    ['a truth in the error', {}, { metadata: { retry_after: true } }],
    ['an error whose parts are no objects', {}, { availability: 'none', metadata: 5 }],
  ] as [string, Record<string, string>, Record<string, unknown>][])('is unknown with %s', (_, headers, error) => {
    expect(retryAfterOf(headers, error, now)).toBeNull();
  });
});
