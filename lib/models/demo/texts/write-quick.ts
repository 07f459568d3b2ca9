import { describeTalk, type Question } from '../question';

/** Two or three short paragraphs. */
export function writeQuick(question: Question): string {
  const opening = question.pick([
    `Short version: ${question.prompt} deserves a real model, and this is a **canned demo answer**, written before you question.`,
    `You asked ${question.prompt}. What you are reading is a **canned demo answer**, so take the pace from it and not the facts.`,
    `On ${question.prompt} I have no opinion: I am a **canned demo answer** that happens to be very quick.`,
  ]);
  return [`${opening} ${describeTalk(question)}`, ...question.pick(BODIES)].join('\n\n');
}

const BODIES: [string[], ...string[][]] = [
  [
    'What I can show you is what *quick* feels like. My first word came after about a quarter of a second, close to the point where an answer seems to begin as you let go of the key. Above **one second** people notice the wait; above **ten** they go and do something else.',
    'Quick is not the same as good. Read the slower panes before you choose, and ask yourself whether you would have waited for them.',
  ],
  [
    'A small, fast model is often the right one: for titles, tags, routing, autocomplete, and for anything a person looks at while typing. There the *first word* matters more than the last.',
    'Where an answer is read once and acted upon, the sum turns round. Ten seconds of waiting are cheap against ten minutes of mending.',
  ],
  [
    'Two figures are worth telling apart. **First word** says how long you stare at an empty pane. **Tokens per second** says how fast it fills. You read about five words a second, so anything above `10 tok/s` is already ahead of you; the rest is for code, JSON and impatience.',
  ],
];
