import { Choice } from './choice';
import { keyOf, type ListedAnswer } from './listed-answers';

interface AnswerChoiceProps {
  label: string;
  listed: readonly ListedAnswer[];
  value: ListedAnswer;
  /** @param key as of `keyOf`. */
  onChoose(key: string): void;
}

/** Chooses one of the comparison's answers, by turn. */
export function AnswerChoice({ label, listed, value, onChoose }: AnswerChoiceProps) {
  const turns = [...new Set(listed.map(({ answer }) => answer.turn))];
  return (
    <Choice label={label} value={keyOf(value)} onChoose={onChoose}>
      {turns.map((turn) => (
        <optgroup key={turn} label={`Turn ${turn}`}>
          {listed
            .filter(({ answer }) => answer.turn === turn)
            .map((answer) => (
              <option key={keyOf(answer)} value={keyOf(answer)}>
                {nameOf(answer, listed)}
              </option>
            ))}
        </optgroup>
      ))}
    </Choice>
  );
}

/** "B · GPT-5 mini", with the attempt where there are several. */
function nameOf({ lane, answer }: ListedAnswer, listed: readonly ListedAnswer[]): string {
  const attempts = listed.filter((known) => known.answer.turn === answer.turn && known.answer.lane === answer.lane);
  return `${answer.lane} · ${lane.name}${attempts.length > 1 ? ` · attempt ${answer.attempt}` : ''}`;
}
