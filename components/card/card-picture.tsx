import type { Card } from '@/lib/comparison/card';
import { countedWords } from '@/lib/comparison/sum-words';
import { tenths } from '../ui/format';
import { CardRow } from './card-row';
import { CARD_COLORS, CARD_FRAME, type CardSizes, cardSizes, HEADLINE_WIDTH } from './card-sizes';
import type { Lettering } from './lettering/letter';

interface CardPictureProps extends Card {
  /** The headline as shapes, if the card's own font lacks one of its letters. */
  lettering: Lettering | null;
}

/** The card, in the subset of CSS that `next/og` supports: flex boxes with inline styles. */
export function CardPicture({ headline, lettering, lanes, isBlind, sum }: CardPictureProps) {
  const sizes = cardSizes(lanes.length);
  return (
    <div style={{ ...CARD_FRAME, padding: '56px 64px' }}>
      {lettering ? <Drawn {...lettering} /> : <Headline sizes={sizes}>{headline}</Headline>}
      <div style={{ display: 'flex', flexDirection: 'column' }}>
        {lanes.map((lane) => (
          <CardRow key={lane.lane} {...lane} sizes={sizes} />
        ))}
      </div>
      <div
        style={{
          display: 'flex',
          justifyContent: 'space-between',
          width: '100%',
          fontSize: 26,
          color: CARD_COLORS.ink2,
        }}
      >
        <div style={{ display: 'flex', whiteSpace: 'pre' }}>
          <Strong>Abreast</Strong> ·{' '}
          {isBlind ? 'which answer is best? Read them without the names' : 'one prompt, several models'}
        </div>
        {sum && (
          <div style={{ display: 'flex', whiteSpace: 'pre' }}>
            {countedWords(sum) && `${countedWords(sum)} `}
            together <Strong>{tenths(sum.together)}</Strong>, one after another {tenths(sum.oneAfterAnother)}
          </div>
        )}
      </div>
    </div>
  );
}

function Headline({ sizes, children }: { sizes: CardSizes; children: string }) {
  return (
    <div
      style={{
        display: 'block',
        maxWidth: HEADLINE_WIDTH,
        fontSize: sizes.headline,
        fontWeight: 600,
        lineHeight: 1.18,
        letterSpacing: '-0.025em',
        lineClamp: sizes.headlineLines,
        wordBreak: 'break-word',
      }}
    >
      {children}
    </div>
  );
}

function Drawn({ svg, width, height }: Lettering) {
  return (
    // biome-ignore lint/performance/noImgElement: of a picture, not of a page.
    <img
      alt=""
      width={width}
      height={height}
      src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
    />
  );
}

function Strong({ children }: { children: string }) {
  return <span style={{ color: CARD_COLORS.ink, fontWeight: 600 }}>{children}</span>;
}
