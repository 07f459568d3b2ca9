import { describe, expect, test } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { type Card, type CardSource, cardOf } from '@/lib/comparison/card';
import { cardView } from '../components/card/card-views';
import { comparisonOf, laneRecord, turnRecord } from '../support/records';

const ASCII = new Set(Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index));

const draw = (view: CardSource) => cardOf(view, ASCII);
const headline = (lanes: number, prompt: string, title: string | null = null) =>
  draw(cardView(lanes, prompt, title)).headline;

/** The first lane as it is while it still runs, so far. */
function running(view: CardSource, textMarks: number[], elapsed: number): CardSource {
  const [turn] = view.state.turns;
  const phase = textMarks.length > 0 ? 'writing' : 'waiting';
  const answer = { ...turn?.answers.A?.[0], phase, textMarks } as Answer;
  const turns = [{ turn: 1, answers: { ...turn?.answers, A: [answer] } }];
  return { ...view, state: { ...view.state, turns }, elapsed: { r: elapsed } };
}

const laneA = (card: Card) => card.lanes[0]?.spans ?? [];

describe('a card', () => {
  test('is headed by its title, else by the first prompt, else by how many were asked', () => {
    expect(headline(2, 'Why?', 'The floats')).toBe('The floats');
    expect(headline(2, 'Why?', '浮動小数点')).toBe('Why?');
    expect(headline(2, 'Why?')).toBe('Why?');
    expect(headline(2, 'Why does `x` fail?\n```js\nx()\n```')).toBe('Why does x fail? x()');
    expect(headline(4, '為什麼')).toBe('4 models, one prompt');
    expect(headline(1, '')).toBe('1 model, one prompt');
  });

  test('may be headed in letters that only other fonts have, and says at least which script it cannot draw', () => {
    const japanese = new Set(
      [...ASCII, ...'浮動小数点'].map((sign) => (typeof sign === 'string' ? (sign.codePointAt(0) ?? 0) : sign)),
    );
    const head = (prompt: string) => cardOf(cardView(2, prompt), ASCII, japanese).headline;
    expect(head('浮動小数点')).toBe('浮動小数点');
    expect(head('வானம் ஏன் நீலமாக இருக்கிறது?')).toBe('2 models, one prompt in Tamil');
    expect(head('მოგესალმებით')).toBe('2 models, one prompt in Georgian');
    expect(head('!?')).toBe('2 models, one prompt');
  });

  test('names a model by its id when its name cannot be drawn', () => {
    const view = cardView(1, 'Why?');
    const lane = laneRecord('A', 1, { model: 'vendor/model-0', name: '通义千问' });
    const record = comparisonOf(turnRecord(1, 'Why?', { run: 'r', kind: 'turn', lanes: [lane] }));
    expect(draw({ ...view, record }).lanes[0]?.name).toBe('vendor/model-0');
  });

  test('shows when each lane waited, thought and wrote, side by side on one scale', () => {
    const { lanes } = draw(cardView(8, 'Why?'));
    expect(lanes.map(({ lane, spans }) => [lane, [...new Set(spans.map(({ kind }) => kind))]])).toEqual([
      ['A', ['wait', 'write']],
      ['B', ['wait', 'think', 'write']],
      ['C', ['wait', 'write']],
      ['D', ['wait']],
      ['E', ['wait', 'write']],
      ['F', ['wait', 'think', 'write']],
      ['G', ['wait', 'write']],
      ['H', ['wait', 'think', 'write']],
    ]);
    for (const { from, to } of lanes.flatMap(({ spans }) => spans)) {
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeGreaterThanOrEqual(from);
      expect(to).toBeLessThanOrEqual(1);
    }
    expect(lanes[7]?.spans.at(-1)?.to).toBeGreaterThan(0.9);
  });

  test('adds up what asking at once saved, of the lanes that are done', () => {
    expect(draw(cardView(2, 'Why?')).sum).toMatchObject({
      together: 6000,
      oneAfterAnother: 11_150,
      counted: 2,
      lanes: 2,
    });
    expect(draw(cardView(4, 'Why?')).sum).toMatchObject({ together: 6850, counted: 3, lanes: 4 });
    expect(draw(cardView(1, 'Why?')).sum).toBeNull();
    expect(draw(running(cardView(2, 'Why?'), [], 500)).sum).toBeNull();
  });

  test('of a lane that runs shows what is there so far', () => {
    const view = cardView(1, 'Why?');
    expect(laneA(draw(running(view, [], 1500)))).toEqual([{ kind: 'wait', from: 0, to: 0.5 }]);
    const written = laneA(draw(running(view, [1500, 4], 2000)));
    expect(written.map(({ kind }) => kind)).toEqual(['wait', 'write']);
    expect(written[1]?.to).toBeLessThan(0.6);
  });

  test('of a run whose age nobody here knows reaches to its last piece', () => {
    const view = running(cardView(1, 'Why?'), [], 0);
    expect(laneA(draw({ ...view, elapsed: {} }))).toEqual([{ kind: 'wait', from: 0, to: 0 }]);
  });

  test('of a comparison without a turn is empty', () => {
    const view = cardView(2, 'Why?');
    const empty = draw({ ...view, record: { ...view.record, turns: [] } });
    expect(empty).toMatchObject({ headline: '0 models, one prompt', lanes: [], sum: null });
  });
});

test('a card of a comparison whose names are hidden has letters, and neither bars nor times', () => {
  const view = cardView(3, 'Why?');
  const named = draw(view);
  expect(named).toMatchObject({ isBlind: false });
  const hidden = draw({ ...view, record: { ...view.record, blind: true, revealed: false } });
  expect(hidden).toMatchObject({
    isBlind: true,
    sum: null,
    lanes: [
      { lane: 'A', name: 'Answer A', spans: [] },
      { lane: 'B', name: 'Answer B', spans: [] },
      { lane: 'C', name: 'Answer C', spans: [] },
    ],
  });
});
