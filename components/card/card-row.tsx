import type { CardLane } from '@/lib/comparison/card';
import { CardBar } from './card-bar';
import { CARD_COLORS, CARD_LANE_COLORS, type CardSizes } from './card-sizes';

/** A lane: its letter, its model, and when it waited, thought and wrote. */
export function CardRow({ lane, name, spans, sizes }: CardLane & { sizes: CardSizes }) {
  const color = CARD_LANE_COLORS[lane];
  return (
    <div style={{ display: 'flex', alignItems: 'center', height: sizes.row, fontSize: sizes.name }}>
      <div
        style={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'center',
          width: sizes.badge,
          height: sizes.badge,
          borderRadius: 8,
          background: color,
          color: CARD_COLORS.paper,
          fontSize: sizes.badge * 0.6,
          fontWeight: 600,
        }}
      >
        {lane}
      </div>
      <div
        style={{
          display: 'block',
          flexGrow: 1,
          flexBasis: 0,
          margin: '0 18px',
          color: CARD_COLORS.ink2,
          lineClamp: 1,
          wordBreak: 'break-all',
        }}
      >
        {name}
      </div>
      {spans.length > 0 && <CardBar spans={spans} color={color} height={sizes.bar} />}
    </div>
  );
}
