import { describeTalk, type Question } from '../question';

/** A medium answer with a list. */
export function writeSteady(question: Question): string {
  const opening = question.pick([
    `Let me be plain about ${question.prompt}: this is a **canned demo answer**, the same for everybody who asks it. ${describeTalk(question)}`,
    `${question.prompt} is a fair thing to ask several models at once. I am not one of them, only a **canned demo answer** at an even pace. ${describeTalk(question)}`,
    `A **canned demo answer** cannot do justice to ${question.prompt}, but it can say how to judge the answers that do. ${describeTalk(question)}`,
  ]);
  return [opening, ...question.pick(BODIES)].join('\n\n');
}

const BODIES: [string[], ...string[][]] = [
  [
    '## Comparing answers fairly',
    'Most comparisons go wrong before the first token arrives. A short checklist helps:',
    [
      '1. **Same prompt, same moment.** Providers are busier at noon than at night; answers that start together share the weather.',
      '2. **Your own prompt.** Benchmarks tell you who is strong in general. Your support mails, your schema and your house style tell you who is strong *here*.',
      '3. **More than one turn.** Many models begin well. Ask a follow-up that contradicts them and see who thinks again.',
      '4. **The same settings.** A temperature of 0.2 against the default compares settings, not models.',
      '5. **Price next to quality.** If you cannot tell two answers apart, the cheaper one has won.',
    ].join('\n'),
    'Then look away from the names. Decide which answer you would send to a colleague, and only afterwards look at who wrote it.',
  ],
  [
    '## What to look at, in this order',
    [
      '- **Did it answer the question?** Not a neighbouring one that is easier.',
      '- **What did it leave out?** Omissions are harder to see than mistakes. Reading two panes side by side is the quickest way to find them:',
      '  - a caveat that only one of them has,',
      '  - a step that both take for granted,',
      '  - a number without a unit.',
      '- **How sure does it sound?** The tone should follow the evidence, not the other way round.',
      '- **What did it cost?** In money, in seconds, and in the attention that it takes to read.',
    ].join('\n'),
    '> A long answer is not a thorough one. Count the claims, not the words.',
    'One comparison is an anecdote. Ask three different prompts of the kind you really have, and the order among the models usually settles.',
  ],
];
