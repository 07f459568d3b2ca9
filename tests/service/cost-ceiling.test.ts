import { expect, test } from 'vitest';
import { estimateTokens } from '@/lib/comparison/estimate-tokens';
import { type CallSink, failed, type ModelCall } from '@/lib/provider/model-call';
import { CostCeiling } from '@/lib/service/cost-ceiling';

const PRICE = { input: 0, output: 10 };
const PIECES = [
  'The ',
  'tides ',
  'rise, ',
  'and ',
  'fall ',
  'again; ',
  'ein ',
  'Wörterbuch ',
  '潮が満ちる',
  '\n\n- `x = 1`',
];

const LETTERS = [...PIECES.join('')];

test.each([
  [1, 'words', PIECES],
  [4, 'words', PIECES],
  [8, 'words', PIECES],
  [4, 'single letters', LETTERS],
] as const)('%i lanes that write %s end within 2 % of the ceiling, by our own estimate', async (lanes, _, pieces) => {
  const usd = 0.03;
  const ceiling = new CostCeiling(usd);
  const sinks: CallSink[] = [];
  const call: ModelCall = (signal, sink) => {
    sinks.push(sink);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(failed({ code: 'interrupted' })));
    });
  };
  const texts: string[] = Array.from({ length: lanes }, () => '');
  const ended = texts.map((_, lane) => {
    const sink: CallSink = {
      alive() {},
      processing() {},
      note() {},
      doneMark() {},
      piece(_, content) {
        texts[lane] += content;
      },
    };
    return ceiling.over((...given) => call(...given), PRICE, '')(new AbortController().signal, sink);
  });
  let isOver = false;
  void Promise.race(ended).then(() => {
    isOver = true;
  });
  for (let at = 0; !isOver && at < 10_000; at += 1) {
    for (const sink of sinks) sink.piece('text', pieces[at % pieces.length] ?? '');
    await Promise.resolve();
  }
  await Promise.all(ended);
  const spent = texts.reduce((sum, text) => sum + (PRICE.output * estimateTokens(text)) / 1e6, 0);
  expect(spent / usd).toBeLessThan(1.02);
  expect(spent / usd).toBeGreaterThan(0.98);
});
