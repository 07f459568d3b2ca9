import { describe, expect, test } from 'vitest';
import { exportCsv } from '@/lib/comparison/export-csv';
import { exportMarkdown } from '@/lib/comparison/export-markdown';
import { foldEvents } from '@/lib/comparison/fold-events';
import { emptyState } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { RunEvent } from '@/lib/protocol/run-event';
import { runEvents } from '../support/run-frames';

function record(prompt: string): ComparisonRecord {
  const seat = { vendor: 'M', usdPerMillion: { input: 1, output: 2 }, demo: false, settings: {} };
  return {
    id: 'c1',
    createdAt: '2026-11-22T10:00:00.000Z',
    lanes: [
      { lane: 'A', model: 'm/A', name: 'Model | A', ...seat },
      { lane: 'B', model: 'm/B', name: 'Model B', ...seat },
    ],
    turns: [{ turn: 1, prompt, system: null, runs: [] }],
  };
}

function state(pieces: Parameters<typeof runEvents>[1], change: (event: RunEvent) => RunEvent = (event) => event) {
  const events = runEvents('r1', pieces).map(change);
  return foldEvents(
    emptyState,
    'r1',
    events.map((event, index) => ({ sequence: index + 1, event })),
  );
}

describe('export', () => {
  test('Markdown has the prompt, a row of figures a lane and the answers as they came', () => {
    const text = exportMarkdown(record('Why?\nAnd how?'), state({ A: ['**Be', 'cause**'], B: ['No idea.'] }));
    expect(text).toContain('> Why?\n> And how?');
    expect(text).toContain('| A | Model \\| A (`m/A`) | done | 0.01 s |');
    expect(text).toContain('### A: Model | A\n\n**Because**');
    expect(text).toContain('### B: Model B\n\nNo idea.');
  });

  test('a failed lane is told with its code and what text there is', () => {
    const failed = state({ A: ['half'] }, (event) =>
      event.type === 'done'
        ? { type: 'error', at: 9, lane: 'A', model: 'm/A', timestamp: event.timestamp, failure: { code: 'stalled' } }
        : event,
    );
    expect(exportMarkdown(record('Why?'), failed)).toContain('| failed: stalled |');
    expect(exportCsv(record('Why?'), failed)).toMatch(/,failed,stalled,/);
  });

  test('CSV quotes what needs it and lets no cell become a formula', () => {
    const text = exportCsv(record('=HYPERLINK("x")'), state({ A: ['a "b",\r\nc'], B: ['-1+1'] }));
    const [head, first] = text.split('\r\n');
    expect(head).toMatch(/^turn,lane,attempt,model,name,state/);
    expect(first).toMatch(/^1,A,1,m\/A,Model \| A,done,,10,/);
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).toContain('"a ""b"",\r\nc"');
    expect(text).toContain("'-1+1");
  });
});
