import { PlainText } from '../answer/plain-text';
import { Button } from '../ui/button';

interface PlainAnswerProps {
  text: string;
  onReload(): void;
}

/** How much of an answer is shown as plain text, characters. */
const MOST = 65_536;

/** An answer that could not be rendered, as plain text, with a button to try again. It grows as the lane writes. */
export function PlainAnswer({ text, onReload }: PlainAnswerProps) {
  return (
    <section data-slot="plain-answer" className="text-[14.5px] leading-[1.58]">
      <p role="alert" className="text-[13px] text-ink-2">
        {WHY}
      </p>
      <Button className="my-2" onClick={onReload}>
        Reload this pane
      </Button>
      <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
        <PlainText text={text.slice(0, MOST)} />
      </p>
      {text.length > MOST && <p className="mt-2 text-[13px] text-ink-2">{moreWords(text.length - MOST)}</p>}
    </section>
  );
}

const WHY =
  'This answer could not be shown as it should be, so it is here as it came. An extension or a translation may have changed the page.';

function moreWords(characters: number): string {
  return `${characters.toLocaleString('en')} more characters are not shown here.`;
}
