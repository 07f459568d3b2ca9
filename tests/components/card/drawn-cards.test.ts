import { describe, expect, test } from 'vitest';
import { DrawnCards } from '@/components/card/draw-card';
import { settle } from '@/tests/support/fake-clock';
import { deferred } from '@/tests/support/openrouter/deferred';

/** Counts what is drawn; `let` says when. */
function setUp() {
  const cards = new DrawnCards();
  const drawn: string[] = [];
  const draw = (what: string) => async () => {
    drawn.push(what);
    return new TextEncoder().encode(what).buffer as ArrayBuffer;
  };
  return { cards, drawn, draw };
}

describe('cards', () => {
  test('that change no more are drawn once, however many ask at the same time', async () => {
    const { cards, drawn, draw } = setUp();
    const [one, other] = await Promise.all([cards.get('a', draw('a')), cards.get('a', draw('a'))]);
    expect(await cards.get('a', draw('a'))).toBe(one);
    expect(other).toBe(one);
    expect(drawn).toEqual(['a']);
  });

  test('that still change are drawn each time', async () => {
    const { cards, drawn, draw } = setUp();
    await cards.get(null, draw('a'));
    await cards.get(null, draw('b'));
    expect(drawn).toEqual(['a', 'b']);
  });

  test('are drawn one after another', async () => {
    const { cards, drawn, draw } = setUp();
    const slow = deferred();
    const first = cards.get('slow', async () => {
      await slow.promise;
      return draw('slow')();
    });
    const second = cards.get('b', draw('b'));
    await settle();
    expect(drawn).toEqual([]);
    slow.resolve();
    await Promise.all([first, second]);
    expect(drawn).toEqual(['slow', 'b']);
  });

  test('that could not be drawn hold up no other, and are tried again', async () => {
    const { cards, drawn, draw } = setUp();
    await expect(cards.get('a', () => Promise.reject(new Error('no font')))).rejects.toThrow('no font');
    await cards.get('a', draw('a'));
    expect(drawn).toEqual(['a']);
  });

  test('that nobody has asked for in a while make room for others', async () => {
    const { cards, drawn, draw } = setUp();
    for (let index = 0; index < 60; index++) {
      await cards.get(`${index}`, draw(`${index}`));
      await cards.get('asked for all the time', draw('asked for all the time'));
    }
    expect(drawn).toHaveLength(61);
    await cards.get('0', draw('0 again'));
    expect(drawn.at(-1)).toBe('0 again');
  });
});
