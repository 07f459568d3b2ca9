import { describeTalk, type Question } from '../question';

/** Explains where a wait of three seconds comes from. */
export function writeSlowStart(question: Question): string {
  const opening = question.pick([
    `Sorry to have kept you waiting over ${question.prompt}. This is a **canned demo answer** with a slow start, on purpose. ${describeTalk(question)}`,
    `There: ${question.prompt}. The three seconds before this were staged, as is the whole of this **canned demo answer**. ${describeTalk(question)}`,
  ]);
  return [opening, ...question.pick(BODIES)].join('\n\n');
}

const BODIES: [string[], ...string[][]] = [
  [
    'While nothing was on screen, the connection was not silent. Every so often the provider sent a comment, `: OPENROUTER PROCESSING`, which says *I am alive, I have no token for you yet*. That is how a slow lane can be told from a dead one.',
    '**Where such waits come from**',
    [
      '- **A queue.** The model is popular, and your request stands in line.',
      '- **A cold start.** The weights of a rarely used model are loaded when somebody asks for it.',
      '- **A long prompt.** It is all read before the first word is written; prompt caching helps from the second turn on.',
      '- **Thinking that is not shown.** Some models reason without telling.',
    ].join('\n'),
    'Look at the *track* above: my bar waits long and then writes fast. A model that starts late can still finish first, which is why first word and total time are two figures.',
  ],
  [
    'Note what did **not** happen in the meantime: the other panes did not wait for me. Each lane has its own connection, its own clock and its own Stop button, so together they take as long as the slowest of them, and not as long as all of them added up.',
    '| asked | the time it takes |\n| --- | --- |\n| one after another | the **sum** of all lanes |\n| at the same instant | the **slowest** lane |',
    'From the first word on I am as quick as anybody. If you only ever watched the start of a race you would have written me off, and at the end of a long answer you would have been wrong.',
  ],
];
