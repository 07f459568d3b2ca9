import { expect, test } from 'vitest';
import { namesMaker } from '@/lib/comparison/names-maker';

const CLAUDE = { name: 'Claude Sonnet 4.5', vendor: 'Anthropic' };
const GPT = { name: 'GPT-5 mini', vendor: 'OpenAI' };
const QWEN = { name: 'Qwen3 235B A22B', vendor: 'Qwen' };
const GEMINI = { name: 'Gemini 2.5 Pro', vendor: 'Google' };
const CATALOG = [CLAUDE, GPT, QWEN, GEMINI, { name: 'o3', vendor: 'OpenAI' }, { name: 'R+ (x', vendor: '' }];

const marked = (text: string, own = CLAUDE) => namesMaker(text, own, CATALOG);

test('an answer that names its own vendor or family gives its maker away', () => {
  expect(marked('As Claude, I would index it.')).toBe(true);
  expect(marked('I was trained by Anthropic.')).toBe(true);
  expect(marked('I am ChatGPT.', GPT)).toBe(true);
  expect(marked('GPT-4 would say so too.', GPT)).toBe(true);
  expect(marked('Ask Qwen2.5 instead.', QWEN)).toBe(true);
});

test('an answer that introduces itself as another model is marked as well', () => {
  expect(marked("I'm ChatGPT, a model by OpenAI.")).toBe(true);
  expect(marked('As a Gemini model, I cannot know.')).toBe(true);
  expect(marked('My name is o3.')).toBe(true);
});

test('names within words, other companies and plain text give nothing away', () => {
  expect(marked('Claudette and Jean-Claudeville met.')).toBe(false);
  expect(marked('Companies such as Google, which I know, publish papers.')).toBe(false);
  expect(marked('As Google announced, the service ends.')).toBe(false);
  expect(marked('OpenAI and Google offer an API.')).toBe(false);
  expect(marked('I am sure. As an engineer, I agree.')).toBe(false);
  expect(marked('')).toBe(false);
});

test('a canned answer has no maker, and a catalog without names marks nothing', () => {
  expect(namesMaker('Quick as a flash.', { name: 'Quick', vendor: 'Demo', demo: true }, CATALOG)).toBe(false);
  expect(namesMaker('I am nobody.', { name: '', vendor: '' }, [])).toBe(false);
});

test('a long answer costs time in proportion to its length', () => {
  const timeOf = (text: string) => {
    const begun = performance.now();
    marked(text);
    return performance.now() - begun;
  };
  const hostile = 'As Claud As Gemini '.repeat(20_000);
  timeOf(hostile);
  const ratio = timeOf(hostile.repeat(4)) / Math.max(1, timeOf(hostile));
  expect(ratio).toBeLessThan(40);
});
