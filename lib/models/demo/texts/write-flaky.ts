import { describeTalk, type Question } from '../question';

/** About failing in mid-sentence, as its model does every other time. */
export function writeFlaky(question: Question): string {
  const opening = question.pick([
    `About ${question.prompt}: this is a **canned demo answer** from a model that loses its connection half-way, every other time that it is asked. ${describeTalk(question)}`,
    `I would love to finish a thought on ${question.prompt}. This **canned demo answer** manages it only every second time. ${describeTalk(question)}`,
  ]);
  return [
    opening,
    '### What happens when a provider goes away',
    ...question.pick(BODIES),
    'You have read this far, so the connection held this time. When it does not, **Retry** asks the same question again, and the attempt before is kept.',
  ].join('\n\n');
}

const BODIES: [string[], ...string[][]] = [
  [
    'A stream can break after it has begun. The status was `200 OK` long ago, so the trouble arrives *inside* the answer, as one last message that carries an error in place of a word.',
    [
      '1. **The text so far stays.** Half an answer is often enough to see that you want the other half.',
      '2. **The neighbours go on.** A failure belongs to its lane alone.',
      '3. **It is not tried again behind your back.** Once words are on screen, a second try could contradict them. That choice is yours.',
    ].join('\n'),
  ],
  [
    'Three kinds of failure look alike from a distance, and each wants something else from you:',
    [
      '- **Busy.** The provider says when to come back. Wait, then ask again.',
      '- **Broken off.** The connection is gone in the middle of a sentence. Ask again at once.',
      '- **Refused.** A key, a budget or a policy says no. Asking again changes nothing.',
    ].join('\n'),
    'So a pane should name the kind, keep what it has, and offer the one button that helps.',
  ],
];
