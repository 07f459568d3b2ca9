import { describe, expect, test } from 'vitest';
import { engineFailure } from '@/components/lane/engine-failure';
import { failureWords } from '@/components/lane/failure-words';
import { blindAsked } from '@/lib/comparison/blind';
import { engineOf } from '@/lib/comparison/lanes';
import { FAILURE_CODES } from '@/lib/protocol/failure';

describe('the words for a failure', () => {
  test.each(FAILURE_CODES)('%s: a title and a sentence, whatever else is known', (code) => {
    for (const more of [{}, { status: 404 }, { retryAfterMs: 5000 }, { tries: 3 }]) {
      for (const begun of [false, true]) {
        const { title, text } = failureWords({ code, ...more }, begun);
        expect(title).toMatch(/^[A-Z].*\.$/);
        expect(text).toMatch(/^[A-Z].*\.$/);
        expect(`${title} ${text}`).not.toMatch(/undefined|NaN/);
      }
    }
  });

  test.each(FAILURE_CODES)('%s of an engine of one’s own never speak of OpenRouter', (code) => {
    for (const more of [{}, { status: 404 }, { status: 307 }, { tries: 3 }]) {
      for (const begun of [false, true]) {
        const failure = { code, ...more };
        const { title, text, remedy } = engineFailure(failure, 'My Ollama', begun) ?? failureWords(failure, begun);
        expect(title).toMatch(/^[A-Z].*\.$/);
        expect(text).toMatch(/^[A-Z].*\.$/);
        // No key of a visitor pays there, and no budget counts it.
        if (code === 'key-missing' || code === 'budget-reached') continue;
        expect(`${title} ${text} ${JSON.stringify(remedy)}`).not.toMatch(/openrouter/i);
      }
    }
  });

  test('name the engine that answers in a lane, and none while names are hidden', () => {
    expect(engineOf({ source: 'ollama', vendor: 'My Ollama' })).toBe('My Ollama');
    expect(engineOf({ source: 'openrouter', vendor: 'OpenAI' })).toBeNull();
    expect(engineOf(blindAsked('A'))).toBeNull();
  });

  test('say that an engine lacks a model that was not pulled, or is away', () => {
    expect(engineFailure({ code: 'model-unavailable', status: 404 }, 'My Ollama', false)?.title).toBe(
      'My Ollama does not have this model (404).',
    );
    expect(engineFailure({ code: 'connection-lost', tries: 3 }, 'My Ollama', false)).toMatchObject({
      title: 'My Ollama cannot be reached.',
      text: 'It may not be running. It was tried 3 times.',
    });
  });

  test('name OpenRouter’s privacy settings where these rule a model out, and lead there', () => {
    const { title, text, remedy } = failureWords({ code: 'privacy-restricted', status: 404 }, false);
    expect(`${title} ${text}`).toContain('OpenRouter’s privacy settings');
    expect(remedy).toMatchObject({ kind: 'link', href: 'https://openrouter.ai/settings/privacy' });
  });

  test('do not say that a model never began when it was cut at its longest time', () => {
    expect(failureWords({ code: 'timed-out' }, false).title).toContain('did not begin');
    expect(failureWords({ code: 'timed-out' }, true)).toMatchObject({
      title: 'The answer took longer than this server waits.',
      text: expect.stringContaining('LANE_SECONDS'),
    });
  });

  test('tell a redirect to another server apart from an answer that cannot be read', () => {
    expect(failureWords({ code: 'bad-response', status: 307 }, false).title).toContain('another address (307)');
    expect(failureWords({ code: 'bad-response' }, false).title).toContain('could not be read');
  });

  test.each([
    [1, '1 s'],
    [20_000, '20 s'],
    [90_000, '90 s'],
    [90_001, '2 min'],
    [86_400_000, '24 h'],
  ])('tell a pause of %d ms as %s', (retryAfterMs, words) => {
    expect(failureWords({ code: 'rate-limited', retryAfterMs }, false).text).toContain(`It asks to wait ${words}.`);
  });
});
