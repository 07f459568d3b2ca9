import { describeTalk, type Question } from '../question';

/** The number of thoughts, by OpenRouter's word for the effort. */
const THOUGHTS = new Map([
  ['none', 0],
  ['minimal', 1],
  ['low', 2],
  ['medium', 3],
  ['high', 4],
  ['xhigh', 5],
  ['max', 5],
]);

/** The reasoning before the answer, about two seconds by default; empty for the effort `none`. */
export function thinkThinker(question: Question, effort: string | null): string {
  const thoughts = [
    `The question is ${question.prompt}. I cannot look it up: everything I say is canned. So the honest thing is to say that first, and then to be of use about the thing this page is for.`,
    'What is that? Somebody holds several answers next to each other and has to choose. The tempting rule is "take the fastest", because speed is the one thing that can be measured. That measures the wrong thing if the answer is wrong.',
    'The opposite rule, "take the most careful", fails too. Careful answers cost more and arrive later, and for half of all prompts the quick one says the same. So the rule must depend on the price of a mistake.',
    'Is there a counter-example? A chat in which every pause breaks the thread. There, delay is itself a mistake. So count waiting among the costs, and the rule still holds.',
    'How would one find that price without long study? By reading what the answers disagree on. Where they agree, speed decides. Where they differ, somebody is wrong, and that is where the reading should go. Good: that is a rule one can act on.',
  ];
  return thoughts.slice(0, THOUGHTS.get(effort ?? 'medium') ?? 3).join('\n\n');
}

/** An argument in steps that lead to a conclusion. */
export function writeThinker(question: Question): string {
  const opening = question.pick([
    `I gave ${question.prompt} some thought, and the first result is a confession: this is a **canned demo answer**, reasoning included. ${describeTalk(question)}`,
    `Before anything else: ${question.prompt} will not be settled here, because this is a **canned demo answer** and its reasoning was written by hand. ${describeTalk(question)}`,
  ]);
  return [opening, ...question.pick(BODIES)].join('\n\n');
}

const BODIES: [string[], ...string[][]] = [
  [
    '### Should you take the fastest answer?',
    '**The case for it.** Speed can be measured, and nothing else on this page can be measured as easily. Somebody who waits loses the thread, and a tool that answers at once is asked more often.',
    '**The case against it.** A fast wrong answer costs its own seconds *and* the time to find out that it was wrong. The second sum is larger, and no clock shows it.',
    '**What decides.** The two cases do not meet, because they speak of different prompts. So ask what a mistake costs:',
    [
      '- *Next to nothing* (a title, a first draft, a search term): take the fastest, and do not look back.',
      '- *Some minutes* (a query, a summary that others will read): take the fastest of those that agree.',
      '- *More than that* (a migration, a diagnosis, a contract): read the places where they **disagree**. There at least one of them is wrong, and you will learn more from that line than from the rest.',
    ].join('\n'),
    'So my answer is a rule and not a name: **let agreement choose for speed, and disagreement choose for care.**',
  ],
  [
    '### When is thinking worth the wait?',
    'A model that reasons spends tokens before its first word. You pay for them twice, in money and in silence, so they had better buy something.',
    [
      '1. **They buy correctness where there are steps.** Arithmetic, planning, a bug with two causes: here a thought that is written down can be checked by the next one.',
      '2. **They buy little where there is only recall.** The capital of a country does not become clearer with study.',
      '3. **They can cost you.** Given time, a model may talk itself out of a good first idea, just as people do.',
    ].join('\n'),
    '> Try the same prompt with thinking and without it, in two lanes. If you cannot tell which is which, you have saved the difference for good.',
    'It follows that "does it reason?" is a question about the **prompt** before it is one about the model. Route the hard third to the thinker and let something quick have the rest.',
  ],
];
