import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { estimateTokens } from '@/lib/comparison/estimate-tokens';
import { exportCsv } from '@/lib/comparison/export-csv';
import { exportJson } from '@/lib/comparison/export-json';
import { exportMarkdown } from '@/lib/comparison/export-markdown';
import type { ComparisonRecord, LaneRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';
import { foldRuns } from '../support/fold-runs';
import { comparisonOf, laneRecord, turnRecord } from '../support/records';
import { runEvents } from '../support/run-frames';

function record(prompt: string, ...lanes: LaneRecord[]): ComparisonRecord {
  const asked = lanes.length > 0 ? lanes : [laneOf('A', 'Model | A'), laneOf('B', 'Model B')];
  return comparisonOf(turnRecord(1, prompt, { run: 'r1', kind: 'turn', lanes: asked }));
}

function laneOf(lane: Lane, name: string, more: Partial<LaneRecord> = {}): LaneRecord {
  const usdPerMillion = { input: 1, output: 2 };
  return { ...laneRecord(lane, 1, { model: `m/${lane}`, name, vendor: 'M', usdPerMillion }), ...more };
}

function state(pieces: Parameters<typeof runEvents>[1], change: (event: RunEvent) => RunEvent = (event) => event) {
  return foldRuns(['r1', runEvents('r1', pieces).map(change)]);
}

describe('export', () => {
  test('Markdown has the prompt, a row of figures a lane and the answers as they came', () => {
    const text = exportMarkdown(record('Why?\nAnd how?'), state({ A: ['**Be', 'cause**'], B: ['No idea.'] }));
    expect(text).toContain('> Why?\n> And how?');
    expect(text).toContain('|  | model | state | wait (ttft) | first word (ttfo) | think |');
    expect(text).toContain('| A | Model \\| A (`m/A`) | done | 0.010 s | 0.010 s | – |');
    expect(text).toContain('### A: Model | A\n\n**Because**');
    expect(text).toContain('### B: Model B\n\nNo idea.');
  });

  test('Markdown begins with the title that the comparison was given, on one line', () => {
    const named = { ...record('Why?'), title: 'Floats,\n# and money' };
    expect(exportMarkdown(named, state({ A: ['So.'] }))).toMatch(/^# Floats, # and money\n\n> Why\?/);
  });

  test('a ballot is in every format, about the answers that were judged alone', () => {
    const plain = record('Why?');
    const [turn] = plain.turns;
    const ballot = {
      verdict: 'best' as const,
      best: ['B' as const],
      // Of A another attempt was judged.
      judged: { A: 2, B: 1 },
      telling: [],
      blind: true,
      castAt: '2026-11-22T10:00:00.000Z',
    };
    const judged = { ...plain, turns: turn ? [{ ...turn, ballot }] : [] };
    const answers = state({ A: ['So.'], B: ['Hm.'] });
    expect(exportMarkdown(judged, answers)).toContain('\n_Ballot: B best, cast without the names._\n');
    expect(exportMarkdown(plain, answers)).not.toContain('Ballot');
    expect(JSON.parse(exportJson(judged, answers)).comparison.turns[0].ballot).toEqual(ballot);
    const [head = '', ...rows] = exportCsv(judged, answers).trim().split('\r\n');
    const columns = head.split(',');
    const cells = (name: string) => rows.map((row) => row.split(',')[columns.indexOf(name)]);
    expect(cells('verdict')).toEqual(['', 'best']);
    expect(cells('blind_ballot')).toEqual(['', 'true']);
  });

  test('a failed lane is told with its code and what text there is', () => {
    const failed = state({ A: ['half'] }, (event) =>
      event.type === 'done'
        ? { type: 'error', at: 9, lane: 'A', model: 'm/A', timestamp: event.timestamp, failure: { code: 'stalled' } }
        : event,
    );
    expect(exportMarkdown(record('Why?'), failed)).toContain('| failed: stalled |');
    expect(exportCsv(record('Why?'), failed)).toMatch(/,failed,,stalled,/);
  });

  test('a cost that the provider has not told is estimated with the prompt, as in the pane', () => {
    const stopped = (prompt: string) =>
      exportCsv(
        record(prompt),
        state({ A: ['a few words'] }, (event) => (event.type === 'done' ? { ...event, reason: 'stopped' } : event)),
      );
    const costIn = (csv: string) => Number(/,true,([\d.e-]+),true,,/.exec(csv)?.[1]);
    const long = 'Why are there tides? '.repeat(100);
    expect(costIn(stopped(long)) - costIn(stopped('Why?'))).toBeCloseTo(
      (estimateTokens(long) - estimateTokens('Why?')) / 1e6,
    );
    expect(costIn(stopped(long))).toBeGreaterThan(0.0003);
  });

  test('tells how a lane was asked, that its answer is canned, cut at its limit and not its first', () => {
    const made = record(
      'Why?',
      laneOf('A', 'Model | A', { attempt: 2, settings: { temperature: 0, maxTokens: 9, reasoning: 'high' } }),
      laneOf('B', 'Model B', { attempt: 2, demo: true }),
    );
    made.turns = made.turns.map((turn) => ({ ...turn, system: 'Be brief.' }));
    const folded = state({ A: ['half'], B: ['whole'] }, (event) =>
      event.type === 'start'
        ? { ...event, attempt: 2 }
        : event.type === 'done' && event.lane === 'A'
          ? { ...event, reason: 'length', cost: 0.1 + 0.2 }
          : event,
    );
    const markdown = exportMarkdown(made, folded);
    expect(markdown).toContain('| done: length, attempt 2 |');
    expect(markdown).toContain('_Asked with temperature 0, at most 9 tokens, reasoning effort high._\n\nhalf');
    expect(markdown).toContain('| Model B (`m/B`), canned demo answer | done, attempt 2 |');
    const csv = exportCsv(made, folded);
    expect(csv).toContain('1,A,2,m/A,Model | A,false,0,9,high,');
    expect(csv).toContain(',done,length,,');
    expect(csv).toContain(',0.3,false,openrouter,,,,,4,,Be brief.,Why?,half\r\n');
  });

  test('CSV and JSON have each figure under one name, the short one of the field', () => {
    const folded = state({ A: ['**Be', 'cause**'], B: ['No idea.'] });
    const [head, first] = exportCsv(record('Why?'), folded).split('\r\n');
    const columns = head?.split(',') ?? [];
    const row = Object.fromEntries(columns.map((column, index) => [column, first?.split(',')[index]]));
    expect(row).toMatchObject({ ttft_ms: '10', ttfo_ms: '10', itl_p50_ms: '1', itl_p95_ms: '1', total_ms: '100' });
    expect(row).toMatchObject({ tries: '1', tries_ms: '0', think_ms: '', think_hidden: 'false', write_ms: '1' });
    const { turns } = JSON.parse(exportJson(record('Why?'), folded));
    const { figures } = turns[0].answers.A[0];
    expect(columns).toEqual(expect.arrayContaining(Object.keys(figures)));
    for (const [name, value] of Object.entries(figures)) expect(row[name]).toBe(value === null ? '' : String(value));
    expect(turns[0].answers.A[0]).toMatchObject({
      text: '**Because**',
      figures: { ttft_ms: 10, cost_estimated: true },
    });
  });

  test('CSV quotes what needs it and lets no cell become a formula', () => {
    const text = exportCsv(record('=HYPERLINK("x")'), state({ A: ['a "b",\r\nc'], B: ['-1+1'] }));
    const [head, first] = text.split('\r\n');
    expect(head).toMatch(/^\ufeffturn,lane,attempt,model,name,demo/);
    expect(first).toMatch(/^1,A,1,m\/A,Model \| A,false,/);
    expect(first).toMatch(/,done,stop,,,10,/);
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).toContain('"a ""b"",\r\nc"');
    expect(text).toContain("'-1+1");
  });

  test('Markdown lets no answer, prompt, title or name reach into what stands behind it', () => {
    const lanes = [laneOf('A', 'Model | A\n# <details>'), laneOf('B', 'Model B\n# <details>')];
    const asked = record('Why?\r### B: not the answer\r\n<!-- open', ...lanes);
    const made = { ...asked, title: '`a` <script> [b](c) *d* #' };
    const text = exportMarkdown(made, state({ A: ['### B: Model B\n\n<details>\n\n```js\nopen'], B: ['~~~~'] }));
    const tokens = new MarkdownIt().parse(text, {});
    const headings = tokens.flatMap(({ type, tag, level }, at) =>
      type === 'heading_open' && level === 0 ? [`${tag} ${tokens[at + 1]?.content}`] : [],
    );
    expect(headings).toEqual([
      'h1 \\`a\\` \\<script\\> \\[b\\](c) \\*d\\* \\#',
      'h3 A: Model | A # \\<details\\>',
      'h6 B: Model B',
      'h3 B: Model B # \\<details\\>',
    ]);
    expect(text).toContain('> Why?\n> ### B: not the answer\n> <!-- open\n> \n> <!-- -->\n\n|');
    expect(text).toContain('```js\nopen\n```\n\n</details>\n\n### B:');
    expect(text).toMatch(/\n~~~~\n~~~~\n$/);
  });

  test.each([
    ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\ttext', '\rtext', '\ntext', ' =1', '\u00a0=1'],
    ...['\u200b=1', '\u0000=1', '\ufeff=1', '＝1+1', '＋1', '－1', '＠x', '　＝1', ' \n @x', '-', '=HYPERLINK("x")'],
  ])('CSV makes a text of %j', (prompt) => {
    const row = exportCsv(record(prompt), state({ A: [prompt], B: ['b'] }));
    const cell = `'${prompt}`;
    const quoted = /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    expect(row).toContain(`,${quoted},`);
  });

  test.each(['1 = 1', 'a=b', '1-2', 'x@y', 'ab\n=c', '', '…', '−1', '"=1"'])('CSV leaves %j as it is', (prompt) => {
    const cell = /[",\r\n]/.test(prompt) ? `"${prompt.replaceAll('"', '""')}"` : prompt;
    expect(exportCsv(record(prompt), state({ A: ['a'], B: ['b'] }))).toContain(`,${cell},a\r\n`);
  });

  test('CSV says which of its cells are longer than a spreadsheet shows', () => {
    const columnsOf = (prompt: string, answer: string, system: string | null) => {
      const made = record(prompt);
      made.turns = made.turns.map((turn) => ({ ...turn, system }));
      const [head = '', row = ''] = exportCsv(made, state({ A: [answer] })).split('\r\n');
      const at = (column: string) => row.split(',')[head.split(',').indexOf(column)];
      return [at('answer_characters'), at('remark')];
    };
    const long = (length: number) => 'x'.repeat(length);
    expect(columnsOf('Why?', long(32_767), null)).toEqual(['32767', '']);
    expect(columnsOf('Why?', long(40_000), null)).toEqual([
      '40000',
      'The answer has 40000 characters; a spreadsheet shows the first 32767 of a cell.',
    ]);
    expect(columnsOf(long(32_768), 'a', null)[1]).toContain('The prompt has 32768 characters');
    expect(columnsOf('Why?', 'a', long(50_000))[1]).toContain('The system prompt has 50000 characters');
  });
});
