import { describe, expect, test } from 'vitest';
import { safeLink } from '@/components/answer/safe-link';
import { renderAnswer } from './support/render-answer';

/** Labels that look like the address of somebody else. */
const MISLEADING = [
  'https://bank.example',
  'HTTPS://BANK.EXAMPLE/login',
  'bank.example',
  'Bank.Example/login',
  'www.bank.example',
  'see bank.example, it is safe',
  'bank.example.',
  '(bank.example)',
  '"bank.example"',
  'evil.example bank.example',
  'bank.example@evil.example',
  'https://bank.example@evil.example',
  'me@bank.example',
  'mailto:me@bank.example',
  'bank.example:443',
  'https://bank',
  'http://2130706433',
  '192.168.0.1',
  'localhost:3000',
  'https://[::1]/',
  'b\u0430nk.example',
  'банк.рф',
  'xn--bnk-5cd.example',
  'evil.ex\u0430mple',
  'bank\u200b.example',
  'ba\u00adnk.exam\u2060ple',
  'bank.e\u0301xample',
  'ｂａｎｋ．ｅｘａｍｐｌｅ',
  'bank。example',
  'bank․example',
  'bank·example',
  'https：／／bank．example',
  '\u202eelpmaxe.knab',
  'evil.example\u202e',
  '\u2067bank\u2069',
  'pay\u200epal',
  '**bank**.example',
  '`bank.example`',
  'bank&period;example',
  'bank&#46;example',
  '![bank.example](https://evil.example/x.png)',
  'ftp://bank.example',
  'sub.evil.example',
  'evil.example.bank.example',
  `${'long '.repeat(200)}`,
];

/** Labels that say what they are. */
const HONEST = [
  'a label',
  'évidence 🎉',
  'مرحبا',
  'Node.js',
  'next.config.ts',
  'v1.2.3',
  'e.g. this',
  'and so on...',
  '3.14',
  'evil.example',
  'Evil.Example',
  'https://evil.example',
  'http://evil.example/',
  'www.evil.example',
  'evil.example/docs/bank.example',
  'evil.example?q=bank.example',
  `https://evil.example/${'long'.repeat(200)}`,
];

const INVISIBLE = [
  '',
  ' ',
  '&nbsp;',
  '\u200b',
  '\u200b\u200d\ufeff',
  '\u2800',
  '\u3164',
  '\u00ad',
  '\u202e',
  '\u0301',
  '\ue000',
  '\u{e0041}',
  '**\u200b**',
  '<br>',
];

const withoutTags = (html: string) => html.replace(/<[^>]+>/g, '');

describe('a link', () => {
  test.each(MISLEADING)('named %j has the real host beside it', (label) => {
    expect(renderAnswer(`[${label}](https://evil.example/x)`)).toMatch(
      /<\/bdi><span class="host" dir="ltr"> \(evil\.example\)<\/span><\/a><\/p>$/,
    );
  });

  test.each(HONEST)('named %j stands alone', (label) => {
    expect(renderAnswer(`[${label}](https://evil.example/x)`)).not.toContain('(evil.example)');
  });

  test.each(INVISIBLE)('named %j is shown as its address', (label) => {
    expect(withoutTags(renderAnswer(`[${label}](https://evil.example/x)`))).toBe('https://evil.example/x');
    expect(withoutTags(renderAnswer(`![${label}](https://evil.example/x)`))).toBe('Image: https://evil.example/x');
  });

  test('with a user in its address has the real host beside it, also where nobody named it', () => {
    for (const text of [
      '<https://bank.example:443@evil.example/>',
      '[click](https://bank.example@evil.example/)',
      '[](https://bank.example@evil.example/)',
    ])
      expect(renderAnswer(text)).toContain('> (evil.example)</span></a>');
  });

  test('to a host in letters of another script shows it as the network knows it', () => {
    expect(renderAnswer('https://b\u0430nk.example/')).toContain('> (xn--bnk-6cd.example)</span></a>');
    expect(renderAnswer('https://xn--bnk-6cd.example/')).toContain('>https://xn--bnk-6cd.example/</a>');
  });

  test('keeps what its address hides hidden: an escaped character stays escaped', () => {
    expect(renderAnswer('https://evil.example/%E2%80%AEgro')).toContain('>https://evil.example/%E2%80%AEgro</a>');
  });

  test('to a mailbox has it beside a label that looks like another', () => {
    expect(renderAnswer('[me@bank.example](mailto:me@evil.example)')).toContain('> (me@evil.example)</span>');
    expect(renderAnswer('[https://bank.example](mailto:me@evil.example)')).toContain('> (me@evil.example)</span>');
    expect(renderAnswer('[me@bank.example](mailto:me@bank.example)')).not.toContain('class="host"');
    expect(renderAnswer('<me@bank.example>')).not.toContain('class="host"');
  });

  test('loses the characters in its label that would reorder it, and no other', () => {
    expect(renderAnswer('[a\u202eb\u2066 `c\u200f` שלום 👨‍👩‍👧](https://evil.example)')).toContain(
      '<bdi>ab <code>c</code> שלום 👨‍👩‍👧</bdi>',
    );
  });

  test('has its address in what a pointer over it shows, unless it is its own label', () => {
    const address = 'https://evil.example/';
    expect(renderAnswer('[a](https://evil.example)')).toContain(`title="${address}"`);
    expect(renderAnswer('[a](https://evil.example "bank.example")')).toContain(`title="bank.example (${address})"`);
    expect(renderAnswer('[a](https://evil.example "The \u202etitle")')).toContain(`title="The title (${address})"`);
    expect(renderAnswer('[a](https://evil.example "\u200b")')).toContain(`title="${address}"`);
    expect(renderAnswer('![a](https://evil.example/x.png)')).toContain(`title="${address}x.png"`);
    expect(renderAnswer('<https://evil.example/> and <me@evil.example>')).not.toContain('title=');
  });

  test('of a picture is as honest as any other', () => {
    expect(renderAnswer('![bank.example](https://evil.example/x)')).toContain(
      '<bdi>Image: bank.example</bdi><span class="host" dir="ltr"> (evil.example)</span></a>',
    );
  });

  test('by reference is as honest as any other', () => {
    expect(renderAnswer('[bank.example][1]\n\n[1]: https://evil.example')).toContain('> (evil.example)</span></a>');
    expect(renderAnswer('[bank.example]\n\n[bank.example]: https://evil.example')).toContain('> (evil.example)</span>');
  });
});

describe('a link whose label is plain text', () => {
  test('is read by the same rules', () => {
    expect(safeLink('Paris', 'https://example.com/p')).toEqual({ href: 'https://example.com/p', text: 'Paris' });
    expect(safeLink('bank.example', 'https://evil.example')).toMatchObject({ host: 'evil.example' });
    expect(safeLink('\u200b', 'https://evil.example')).toEqual({
      href: 'https://evil.example/',
      text: 'https://evil.example/',
    });
    expect(safeLink('a', 'javascript:alert(1)')).toBeUndefined();
  });
});
