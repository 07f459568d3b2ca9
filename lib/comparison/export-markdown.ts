import type { ComparisonRecord, LaneRecord } from '@/lib/protocol/comparison';
import type { Answer } from './answer';
import { type AnswerOnView, answersOnView } from './answers-on-view';
import { endingOf } from './ending-of';
import { notesMarkdown } from './notes-markdown';
import type { ComparisonState } from './state';

/** A comparison as a Markdown document: each turn's prompt, a table of its figures, and the answers. */
export function exportMarkdown(record: ComparisonRecord, state: ComparisonState): string {
  const answers = answersOnView(record, state);
  const turns = record.turns.map(({ turn, prompt, system }) => {
    const own = answers.filter((answer) => answer.turn.turn === turn);
    return [
      record.turns.length > 1 ? `## Turn ${turn}` : '',
      system === null ? '' : `System prompt:\n\n${quoted(system)}`,
      quoted(prompt),
      markdownTable(own),
      ...own.map(section),
    ]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  const heading = (record.title ?? `Comparison of ${record.createdAt.slice(0, 10)}`).replace(/\s+/g, ' ');
  return `# ${heading}\n\n${turns.join('\n\n')}\n`;
}

/** The figures of some answers as a Markdown table. */
export function markdownTable(answers: readonly AnswerOnView[]): string {
  const head = ['', 'model', 'state', 'first token', 'tok/s', 'tokens', 'cost', 'total'];
  const rows = answers.map(({ lane, answer, figures }) => [
    lane.lane,
    `${lane.name} (\`${lane.model}\`)${lane.demo ? ', canned demo answer' : ''}`,
    stateOf(answer),
    inSeconds(figures.firstToken),
    figures.tokensPerSecond === null ? '–' : String(Math.round(figures.tokensPerSecond)),
    `${figures.tokens.estimated ? '≈ ' : ''}${figures.tokens.output}`,
    figures.cost === null ? '–' : `${figures.cost.estimated ? '≈ ' : ''}$${plain(figures.cost.usd)}`,
    inSeconds(figures.total),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

function section({ lane, answer }: AnswerOnView): string {
  const notes = notesMarkdown(answer.notes);
  const text = answer.text === '' && notes === '' ? '_No answer._' : answer.text;
  return [`### ${lane.lane}: ${lane.name}`, askedHow(lane), text, notes].filter((part) => part !== '').join('\n\n');
}

/** The settings of a lane in a sentence, '' where there are none. */
function askedHow({ settings }: LaneRecord): string {
  const { temperature, maxTokens, reasoning } = settings;
  const set = [
    temperature !== undefined && `temperature ${temperature}`,
    maxTokens !== undefined && `at most ${maxTokens} tokens`,
    reasoning !== undefined && `reasoning effort ${reasoning}`,
  ].filter(Boolean);
  return set.length === 0 ? '' : `_Asked with ${set.join(', ')}._`;
}

/** "done", "done: length", "failed: stalled, attempt 2". */
function stateOf(answer: Answer): string {
  const reason = endingOf(answer)?.reason;
  const why = answer.phase === 'failed' ? answer.failure.code : answer.phase === 'done' && reason !== 'stop' && reason;
  return `${answer.phase}${why ? `: ${why}` : ''}${answer.attempt > 1 ? `, attempt ${answer.attempt}` : ''}`;
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function inSeconds(ms: number | null): string {
  return ms === null ? '–' : `${(ms / 1000).toFixed(2)} s`;
}

/** Without exponent, whatever its size. */
function plain(usd: number): string {
  return usd.toFixed(8).replace(/\.?0+$/, '');
}
