import { describe, expect, test } from 'vitest';
import { hasGap, mergeRecords } from '@/lib/comparison/merge-records';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { comparisonOf, runRecord, turnRecord } from '../support/records';

/** Turns by their runs: `{ 1: { r1: 'A1 B1' } }`. */
function record(turns: Record<number, Record<string, string>>, title: string | null = null): ComparisonRecord {
  const known = Object.entries(turns).map(([turn, runs]) =>
    turnRecord(Number(turn), `question ${turn}`, ...Object.entries(runs).map(([run, lanes]) => runRecord(run, lanes))),
  );
  return { ...comparisonOf(...known), title };
}

describe('two readings of a record', () => {
  test('make one that has every turn and run of both, and the server’s title', () => {
    const ours = record({ 1: { r1: 'A1 B1' }, 3: { r3: 'A1' } });
    const theirs = record({ 1: { r1: 'A1 B1', b2: 'B2' }, 2: { r2: 'A1' } }, 'Renamed');
    expect(mergeRecords(ours, theirs)).toEqual(
      record({ 1: { r1: 'A1 B1', b2: 'B2' }, 2: { r2: 'A1' }, 3: { r3: 'A1' } }, 'Renamed'),
    );
  });

  test('keep a run that began after the server was asked, behind those that the server told of', () => {
    const ours = record({ 1: { r1: 'A1 B1', a3: 'A3' } });
    const theirs = record({ 1: { r1: 'A1 B1', a2: 'A2' } });
    expect(mergeRecords(ours, theirs)).toEqual(record({ 1: { r1: 'A1 B1', a2: 'A2', a3: 'A3' } }));
    expect(mergeRecords(theirs, ours).turns[0]?.runs.map(({ run }) => run)).toEqual(['r1', 'a3', 'a2']);
  });
});

describe('a gap in a record', () => {
  test.each([
    ['no turn', {}, false],
    ['turns 1 and 2, the second of one lane', { 1: { r1: 'A1 B1' }, 2: { r2: 'B1' } }, false],
    ['attempts in one run and in several', { 1: { r1: 'A1 B1', r2: 'B2 A2', r3: 'A3' } }, false],
    ['turns 1 and 3', { 1: { r1: 'A1' }, 3: { r3: 'A1' } }, true],
    ['turn 2 alone', { 2: { r2: 'A1' } }, true],
    ['attempts 1 and 3', { 1: { r1: 'A1 B1', r3: 'A3' } }, true],
    ['attempt 2 of a lane whose first is not known', { 1: { r1: 'A1', r2: 'B2' } }, true],
  ] as const)('%s: %j', (_, turns, gap) => {
    expect(hasGap(record(turns))).toBe(gap);
  });
});
