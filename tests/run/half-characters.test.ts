import { describe, expect, test } from 'vitest';
import { HoldTimer, PieceMerger } from '@/lib/run/piece-merger';
import { FakeClock } from '../support/fake-clock';
import { delta, frame, prepareStandIn, REST, text } from '../support/wire-answers';

const answerTo = prepareStandIn();

describe('half a character', () => {
  test.each([
    ['alone at the end', ['x \ud83d'], 'x \ufffd'],
    ['alone at the start', ['\ude00 x'], '\ufffd x'],
    ['the wrong way round', ['a \ude00\ud83d b'], 'a \ufffd\ufffd b'],
    ['whose other half comes in the next piece', ['a \ud83d', '\ude00 b'], 'a 😀 b'],
    ['alone in its piece, and so is the other', ['\ud83d', '\ude00'], '😀'],
    ['twice, and one other half', ['a\ud83d', '\ud83d', '\ude00b'], 'a\ufffd😀b'],
    ['before a whole one', ['a\ud83d', '😀'], 'a\ufffd😀'],
    ['and a blank before its other half', ['a\ud83d', ' ', '\ude00'], 'a\ufffd \ufffd'],
  ])('%s', async (_, pieces, expected) => {
    const answer = await answerTo([...pieces.map((piece) => text(piece)), ...REST]);
    expect(answer).toMatchObject({ phase: 'done', text: expected });
    const thought = await answerTo([...pieces.map((reasoning) => delta({ reasoning })), text('Hello'), ...REST]);
    expect(thought).toMatchObject({ phase: 'done', reasoning: expected, text: 'Hello' });
  });

  test('waits for its other half however long other things come between', () => {
    const clock = new FakeClock();
    const merged: string[] = [];
    const pieces = new PieceMerger(new HoldTimer(clock), (kind, content, at) =>
      merged.push(`${at} ${kind} ${content}`),
    );
    pieces.push('text', '\ud83d', 10);
    pieces.push('reasoning', 'hm \ud83d', 20);
    pieces.push('text', '\ude00', 30);
    pieces.flush();
    pieces.push('text', ' b\ud83d', 40);
    pieces.end(50);
    expect(merged).toEqual(['20 reasoning hm ', '30 text 😀', '40 text  b', '50 reasoning \ufffd', '50 text \ufffd']);
  });

  test('is none in what comes beside the text', async () => {
    const citation = { type: 'url_citation', url_citation: { url: 'https://example.com/p', title: 'Par\ud83dis' } };
    const answer = await answerTo([
      delta({ content: 'Hello', annotations: [citation] }),
      frame({ provider: 'Pro\udc00vider', choices: [] }),
      ...REST,
    ]);
    expect(answer.notes).toMatchObject([{ title: 'Par\ufffdis' }]);
    expect(JSON.stringify(answer)).not.toMatch(/\\ud[89a-f]/);
  });
});
