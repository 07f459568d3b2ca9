import { describe, expect, test } from 'vitest';
import { HOSTILE_ANSWERS, UNCLOSED_ANSWERS } from '@/tests/fixtures/hostile-answers';
import { findMarkupFaults } from './support/find-markup-faults';
import { renderAnswer } from './support/render-answer';

const ANSWERS = [...HOSTILE_ANSWERS, ...UNCLOSED_ANSWERS];

describe('a hostile answer', () => {
  test('is one of at least two hundred, each different', () => {
    expect(new Set(ANSWERS).size).toBe(ANSWERS.length);
    expect(ANSWERS.length).toBeGreaterThanOrEqual(200);
  });

  test.each(ANSWERS)('%j is drawn with known elements only, and its links say where they lead', (text) => {
    expect(findMarkupFaults(renderAnswer(text))).toEqual([]);
  });

  test.each(ANSWERS)('%j is as harmless at any moment of being written', (text) => {
    const step = Math.ceil(text.length / 40);
    for (let end = 1; end < text.length; end += step) {
      expect(findMarkupFaults(renderAnswer(text.slice(0, end)))).toEqual([]);
    }
  });
});
