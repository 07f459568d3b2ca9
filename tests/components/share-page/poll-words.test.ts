import { describe, expect, test } from 'vitest';
import { ballotWords, blindWords } from '@/components/share-page/poll-words';
import { shareDescription, shareTitle } from '@/components/share-page/share-description';
import { emptyState } from '@/lib/comparison/state';
import type { Ballot } from '@/lib/protocol/ballot';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { ReadersPoll } from '@/lib/protocol/poll';
import { comparisonOf, runRecord, turnRecord } from '@/tests/support/records';

const OPEN: ReadersPoll = { open: true, closesAt: null, names: 'voters', voted: false };
const ballot: Ballot = {
  verdict: 'best',
  best: ['A', 'C'],
  judged: {},
  telling: [],
  blind: true,
  castAt: '2026-11-22T10:00:00.000Z',
};

function recordOf(poll: ReadersPoll | undefined, revealed: boolean, own: Ballot | null = null): ComparisonRecord {
  const record = comparisonOf({ ...turnRecord(1, 'Why?', runRecord('r1', 'A1 B1')), ballot: own });
  return { ...record, blind: true, revealed, ...(poll && { poll }) };
}

describe('a poll in words', () => {
  test('invites to vote while it is open, and says when it closes', () => {
    expect(blindWords(recordOf(OPEN, false))).toMatch(/^Who answers is hidden\. Say which answer is best;/);
    expect(blindWords(recordOf({ ...OPEN, closesAt: '2026-12-01T12:00:00.000Z' }, false))).toMatch(
      / It closes on 1 December 2026, 12:00 UTC\.$/,
    );
    expect(blindWords(recordOf({ ...OPEN, open: false }, false))).toMatch(/^It is closed/);
  });

  test('says what this reader chose, and who else sees the names', () => {
    const voted = { ...OPEN, voted: true };
    expect(blindWords(recordOf(voted, true, ballot))).toBe(
      'You chose A and C. Other readers see the names after their ballot.',
    );
    expect(blindWords(recordOf({ ...voted, open: false }, true, ballot))).toBe('You chose A and C. It is closed now.');
    // The author's ballot is not this reader's.
    expect(blindWords(recordOf({ ...OPEN, open: false, names: 'all' }, true, ballot))).toMatch(/^It is over/);
  });

  test('is not made of a link that is none', () => {
    expect(blindWords(recordOf(undefined, false))).toMatch(/they are hidden\.$/);
    expect(blindWords(recordOf(undefined, true))).toBeNull();
    expect(blindWords({ ...recordOf(undefined, false), blind: false })).toBeNull();
  });

  test('has words for every verdict', () => {
    expect(ballotWords({ verdict: 'equal', best: [] })).toBe('found all answers equal');
    expect(ballotWords({ verdict: 'bad', best: [] })).toBe('found all answers bad');
  });

  test('invites in its title and description as long as it takes ballots', () => {
    expect(shareTitle(recordOf(OPEN, false))).toBe('Vote: Why?');
    expect(shareDescription(recordOf(OPEN, false), emptyState)).toBe(
      '2 answers side by side, without the names of the models. Say which is best, then see who wrote it.',
    );
    expect(shareTitle(recordOf({ ...OPEN, open: false }, false))).toBe('Why?');
    expect(shareTitle(recordOf({ ...OPEN, voted: true }, true))).toBe('Why?');
  });
});
