import type { Asked } from '../asked';

/** How many of the thoughts are thought, by OpenRouter's words for the effort. */
const THOUGHTS = new Map([
  ['none', 0],
  ['minimal', 1],
  ['low', 2],
  ['medium', 3],
  ['high', 4],
  ['xhigh', 5],
  ['max', 5],
]);

/** The reasoning before the thinker's answer, about two seconds of it by default; empty for the effort `none`. */
export function thinkThinker(asked: Asked, effort: string | null): string {
  const thoughts = [
    `The question is ${asked.prompt}. I cannot look it up: everything I say is canned. So the honest thing is to say that first, and then to be of use about the thing this page is for.`,
    'What is that? Somebody holds several answers next to each other and has to choose. The tempting rule is "take the fastest", because speed is the one thing that can be measured. That measures the wrong thing if the answer is wrong.',
    'The opposite rule, "take the most careful", fails too. Careful answers cost more and arrive later, and for half of all prompts the quick one says the same. So the rule must depend on the price of a mistake.',
    'Is there a counter-example? A chat in which every pause breaks the thread. There, delay is itself a mistake. So count waiting among the costs, and the rule still holds.',
    'How would one find that price without long study? By reading what the answers disagree on. Where they agree, speed decides. Where they differ, somebody is wrong, and that is where the reading should go. Good: that is a rule one can act on.',
  ];
  return thoughts.slice(0, THOUGHTS.get(effort ?? 'medium') ?? 3).join('\n\n');
}
