import { listOf } from '@/lib/client/list-of';
import type { AnswerOnView } from '@/lib/comparison/answers-on-view';
import type { Bests } from '@/lib/comparison/bests';
import type { Lane } from '@/lib/protocol/lane';
import { shortCount, shortSeconds } from '../panes/short-figures';
import { dollars } from '../ui/format';
import { failureClause } from './failure-clause';

/** "cheapest" "B" "$0.0009". */
export interface SummaryPart {
  before: string;
  lanes: string;
  after: string;
}

/** Who was best at what; who failed or was stopped. Nobody is best where all are alike, or there is only one. */
export function summaryParts(answers: readonly AnswerOnView[], bests: Bests): SummaryPart[] {
  const best = (before: string, lanes: readonly Lane[], value: (answer: AnswerOnView) => string): SummaryPart[] => {
    const answer = answers.find(({ lane }) => lane.lane === lanes[0]);
    return answer ? [{ before, lanes: lanes.join(', '), after: value(answer) }] : [];
  };
  return [
    ...best('first to speak', bests.firstToken, ({ figures }) => shortSeconds(figures.firstToken ?? 0)),
    ...best(
      'fastest writer',
      bests.tokensPerSecond,
      ({ figures }) => `${shortCount(figures.tokensPerSecond ?? 0)} tok/s`,
    ),
    ...best('cheapest', bests.cost, ({ figures }) => dollars(figures.cost?.usd ?? 0)),
    ...best('longest', longestOf(answers), ({ figures: { tokens } }) => {
      return `${tokens.estimated ? '≈' : ''}${tokens.output.toLocaleString('en')} tokens`;
    }),
    ...endsOf(answers),
  ].map((part, index) => (index === 0 ? { ...part, before: capital(part.before) } : part));
}

/** The lanes with the most tokens, several when they tie; none where all have as many. */
function longestOf(answers: readonly AnswerOnView[]): Lane[] {
  const written = answers.filter(({ answer }) => answer.text !== '');
  const most = Math.max(...written.map(({ figures }) => figures.tokens.output));
  const longest = written.filter(({ figures }) => figures.tokens.output === most);
  return longest.length < written.length ? longest.map(({ lane }) => lane.lane) : [];
}

/** Who was stopped or has failed; those of whom the same is to be said together. */
function endsOf(answers: readonly AnswerOnView[]): SummaryPart[] {
  const lanes = new Map<string, Lane[]>();
  for (const { lane, answer } of answers) {
    const clause = answer.phase === 'failed' ? failureClause(answer) : answer.phase === 'stopped' && 'was stopped';
    if (clause) lanes.set(clause, [...(lanes.get(clause) ?? []), lane.lane]);
  }
  return [...lanes].map(([clause, own]) => ({
    before: '',
    lanes: listOf(own),
    after: own.length > 1 ? clause.replace(/^was /, 'were ') : clause,
  }));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
