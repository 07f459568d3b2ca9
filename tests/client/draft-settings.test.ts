import { describe, expect, test } from 'vitest';
import { draftLane, emptyDraft, settingsProblem } from '@/lib/client/draft';
import { ignoresSetting, settingsMarks, settingsWords } from '@/lib/client/settings-words';
import { nothingWritten, readSettings, writtenSettings } from '@/lib/client/written-settings';
import { modelOf } from '../support/model-of';

const model = (parameters: string[]) => modelOf('v/m', { parameters });
const read = (written: Partial<typeof nothingWritten>) => readSettings({ ...nothingWritten, ...written });

describe('what is written in the fields', () => {
  test('is nothing where a field is empty', () => {
    expect(read({ temperature: ' ' })).toEqual({ settings: {}, errors: {} });
  });

  test.each([
    [{ temperature: '0' }, { temperature: 0 }],
    [{ temperature: '0,7' }, { temperature: 0.7 }],
    [{ temperature: '2' }, { temperature: 2 }],
    [{ maxTokens: '4,000' }, { maxTokens: 4000 }],
    [{ maxTokens: '1 000 000' }, { maxTokens: 1_000_000 }],
    [{ reasoning: 'none' }, { reasoning: 'none' }],
    [{ topP: '1' }, { topP: 1 }],
    [{ seed: '2147483647' }, { seed: 2_147_483_647 }],
    [{ frequencyPenalty: '-2' }, { frequencyPenalty: -2 }],
    [{ presencePenalty: '-0,5' }, { presencePenalty: -0.5 }],
    [{ stop: '1\n2\n3\n4' }, { stop: ['1', '2', '3', '4'] }],
  ] as const)('%j is %j', (written, settings) => {
    expect(read(written)).toEqual({ settings, errors: {} });
  });

  test.each([
    [{ temperature: '3' }, { temperature: 'must be a number from 0 to 2' }],
    [{ temperature: 'hot' }, { temperature: 'must be a number from 0 to 2' }],
    [{ temperature: '-0.1' }, { temperature: 'must be a number from 0 to 2' }],
    [{ maxTokens: '1,5' }, { maxTokens: 'must be a whole number from 1 to 1,000,000' }],
    [{ maxTokens: '0' }, { maxTokens: 'must be a whole number from 1 to 1,000,000' }],
    [{ topP: '0' }, { topP: 'must be a number over 0, at most 1' }],
    [{ topP: '1.1' }, { topP: 'must be a number over 0, at most 1' }],
    [{ seed: '2147483648' }, { seed: 'must be a whole number from 0 to 2,147,483,647' }],
    [{ seed: '-1' }, { seed: 'must be a whole number from 0 to 2,147,483,647' }],
    [{ frequencyPenalty: '2.1' }, { frequencyPenalty: 'must be a number from -2 to 2' }],
    [{ presencePenalty: '-2.1' }, { presencePenalty: 'must be a number from -2 to 2' }],
    [{ stop: '1\n2\n3\n4\n5' }, { stop: 'must be 1 to 4 texts of at most 200 characters' }],
    [{ stop: 'x'.repeat(201) }, { stop: 'must be 1 to 4 texts of at most 200 characters' }],
  ] as const)('%j is refused with the remedy', (written, errors) => {
    expect(read(written)).toEqual({ settings: {}, errors });
  });

  test('reads back as the settings that filled it in', () => {
    const settings = { temperature: 0.2, maxTokens: 99, reasoning: 'xhigh' } as const;
    expect(readSettings(writtenSettings(settings))).toEqual({ settings, errors: {} });
  });
});

describe('why settings cannot be sent', () => {
  const hot = { ...nothingWritten, temperature: '3' };

  test('names the field and the remedy', () => {
    expect(settingsProblem({ ...emptyDraft, settings: hot })).toBe('Temperature must be a number from 0 to 2');
    expect(settingsProblem(emptyDraft)).toBeNull();
  });

  test('names the lane where each has its own', () => {
    const lanes = [draftLane(model([])), { ...draftLane(model([])), own: hot }];
    const draft = { ...emptyDraft, lanes, sameSettings: false };
    expect(settingsProblem(draft)).toBe('Temperature of B must be a number from 0 to 2');
    expect(settingsProblem({ ...draft, sameSettings: true })).toBeNull();
  });
});

describe('settings in words', () => {
  test('are short', () => {
    expect(settingsWords({ temperature: 0, maxTokens: 9, reasoning: 'high' })).toBe('effort high · temp 0 · max 9');
    expect(settingsWords({ topP: 0.9, seed: 7, frequencyPenalty: -1, presencePenalty: 1, verbosity: 'low' })).toBe(
      'verbosity low · top-p 0.9 · seed 7 · frequency penalty -1 · presence penalty 1',
    );
    expect(settingsWords({ stop: ['\n'] })).toBe('stop at “\\n”');
    expect(settingsWords({ stop: ['a', 'b'] })).toBe('stop at 2');
    expect(settingsWords({})).toBe('');
  });

  test.each([
    ['none when all are alike', [{ temperature: 1 }, { temperature: 1 }], [null, null]],
    ['the one that differs', [{}, { reasoning: 'high' }, {}], [null, 'effort high', null]],
    ['the one without, among those with', [{ maxTokens: 9 }, {}, { maxTokens: 9 }], [null, 'defaults', null]],
    ['all that differ when none is usual', [{ temperature: 0 }, { temperature: 1 }], ['temp 0', 'temp 1']],
    ['not the defaults when they are one of two', [{}, { temperature: 1 }], [null, 'temp 1']],
  ] as const)('mark %s', (_, lanes, marks) => {
    expect(settingsMarks(lanes)).toEqual(marks);
  });

  test('tell that a model ignores one only when it says what it understands', () => {
    expect(ignoresSetting(model(['max_tokens']), 'temperature')).toBe(true);
    expect(ignoresSetting(model(['max_tokens']), 'reasoning')).toBe(true);
    expect(ignoresSetting(model(['temperature']), 'temperature')).toBe(false);
    expect(ignoresSetting(model([]), 'temperature')).toBe(false);
    expect(ignoresSetting(model(['temperature']), 'maxTokens')).toBe(false);
  });
});
