import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Markdown } from '@/components/answer/markdown';
import { PlainText } from '@/components/answer/plain-text';

const LONG: Record<string, string> = {
  'emoji behind a letter': `a${'😀'.repeat(3000)}`,
  'an emoji at the end of a chunk': `${'中'.repeat(3999)}😀${'文'.repeat(2000)}`,
  'marks of two units': `a${'\u{e0100}'.repeat(1200)}`,
  'joined emoji': '👩\u200d'.repeat(800),
};

/** As it reaches a browser: half a character becomes U+FFFD there. */
const sent = (html: string) => new TextDecoder().decode(new TextEncoder().encode(html));

test.each(Object.entries(LONG))('%s are cut into pieces between characters', (_, text) => {
  for (const element of [<PlainText key="p" text={text} />, <Markdown key="m" text={text} streaming={false} />]) {
    expect(sent(renderToString(element))).not.toContain('\ufffd');
  }
  expect(sent(renderToString(<Markdown text={`\`\`\`\n${text}\n\`\`\``} streaming={false} />))).not.toContain('\ufffd');
});
