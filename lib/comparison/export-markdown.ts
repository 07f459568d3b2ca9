import { type ComparisonRecord, type LaneRecord, promptText } from '@/lib/protocol/comparison';
import { SETTINGS, setSettings } from '@/lib/protocol/settings';
import { type Answer, endingOf } from './answer';
import { choiceWords } from './ballot-words';
import { closedMarkdown, withLowHeadings } from './closed-markdown';
import { type Digits, FIGURES, type FigureKey, figureWords, SHORT } from './figure-table';
import { UNKNOWN } from './figure-words';
import { markdownRows } from './markdown-rows';
import { notesMarkdown } from './note-words';
import { type SelectedAnswer, selectAnswers } from './selected-answers';
import type { ComparisonState } from './state';
import { lanesLeftOut } from './turns';

/** A comparison as a Markdown document: each turn's prompt, a table of its figures, and the answers. */
export function exportMarkdown(record: ComparisonRecord, state: ComparisonState): string {
  const answers = selectAnswers(record, state);
  const turns = record.turns.map((known) => {
    const { turn, system, runs, ballot } = known;
    const leftOut = lanesLeftOut(record, { runs });
    const own = answers.filter((answer) => answer.turn.turn === turn);
    return [
      record.turns.length > 1 ? `## Turn ${turn}` : '',
      system === null ? '' : `System prompt:\n\n${quoted(system)}`,
      quoted(promptText(known)),
      markdownTable(own),
      leftOut.length === 0 || own.length === 0 ? '' : `_Not asked in turn ${turn}: ${leftOut.join(', ')}._`,
      ballot === null ? '' : `_Ballot: ${choiceWords(ballot)}${ballot.blind ? ', cast without the names' : ''}._`,
      ...own.map(section),
    ]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  const heading = record.title ?? `Comparison of ${record.createdAt.slice(0, 10)}`;
  return `# ${inLine(heading)}\n\n${turns.join('\n\n')}\n`;
}

/** The figures of some answers as a Markdown table. */
export function markdownTable(answers: readonly SelectedAnswer[]): string {
  const figures = (Object.keys(FIGURES) as FigureKey[]).filter(
    (key) => !FIGURES[key].isRare || answers.some((on) => FIGURES[key].text(on.figures, DIGITS) !== UNKNOWN),
  );
  const head = ['', 'model', 'state', ...figures.map(heading)];
  const rows = answers.map((on) => [
    on.lane.lane,
    modelCell(on.lane),
    stateOf(on.answer),
    ...figures.map((key) => figureWords(key, on.figures, DIGITS)),
  ]);
  return markdownRows([head, ...rows]);
}

/** Who answered, on one line. */
export function modelCell({ name, model, demo }: LaneRecord): string {
  return `${inLine(name)} (\`${model}\`)${demo ? ', canned demo answer' : ''}`;
}

/** As in a pane, with all of a count. */
const DIGITS: Digits = { ...SHORT, count: String };

function heading(key: FigureKey): string {
  const { name, short } = FIGURES[key];
  return short === null ? name : `${name} (${short})`;
}

function section({ lane, answer }: SelectedAnswer): string {
  const notes = notesMarkdown(answer.notes);
  const text = answer.text === '' && notes === '' ? '_No answer._' : closedMarkdown(withLowHeadings(answer.text));
  const system =
    lane.system === null
      ? ''
      : lane.system === ''
        ? '_Asked without a system prompt._'
        : `System prompt:\n\n${quoted(lane.system)}`;
  return [`### ${lane.lane}: ${inLine(lane.name)}`, askedHow(lane), system, text, notes]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The settings of a lane in a sentence, '' where there are none. */
function askedHow({ settings }: LaneRecord): string {
  const set = setSettings(settings).map(({ name, value }) => inLine(SETTINGS[name].words(value)));
  return set.length === 0 ? '' : `_Asked with ${set.join(', ')}._`;
}

/** "done", "done: length", "failed: stalled, attempt 2". */
function stateOf(answer: Answer): string {
  const reason = endingOf(answer)?.reason;
  const detail =
    answer.phase === 'failed' ? answer.failure.code : answer.phase === 'done' && reason !== 'stop' && reason;
  return `${answer.phase}${detail ? `: ${detail}` : ''}${answer.attempt > 1 ? `, attempt ${answer.attempt}` : ''}`;
}

function quoted(text: string): string {
  return closedMarkdown(text)
    .split(/\r\n?|\n/)
    .map((line) => `> ${line}`)
    .join('\n');
}

/** A stranger's words on one line, in which nothing is markup. */
function inLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.replace(/[\\`*_[\]<>&~$]/g, '\\$&').replace(/ (#+)$/, ' \\$1');
}
