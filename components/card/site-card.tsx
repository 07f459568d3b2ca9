import { ImageResponse } from 'next/og';
import { CARD_COLORS, CARD_FRAME, CARD_SIZE } from './card-sizes';

/** Bars of the logo: their colour, and where they begin and end, parts of the height. */
const BARS = [
  { color: '#56b4e9', top: 0, height: 1 },
  { color: '#ff9d57', top: 0.3, height: 0.7 },
  { color: '#3fcf9f', top: 0.15, height: 0.85 },
] as const;

/** The logo's bars, in the subset of CSS that `next/og` supports. @param height px. */
function Bars({ height }: { height: number }) {
  return (
    <div style={{ display: 'flex', height, gap: height * 0.1 }}>
      {BARS.map(({ color, top, height: part }) => (
        <div
          key={color}
          style={{
            marginTop: top * height,
            width: height * 0.25,
            height: part * height,
            borderRadius: height * 0.1,
            background: color,
          }}
        />
      ))}
    </div>
  );
}

/** The card of the site itself: what chats show beside a link to its first page. */
export function drawSiteCard(fonts: { regular: ArrayBuffer; semiBold: ArrayBuffer }): ImageResponse {
  return new ImageResponse(
    <div style={{ ...CARD_FRAME, padding: '72px 80px' }}>
      <Bars height={170} />
      <div style={{ display: 'flex', flexDirection: 'column' }}>
        <div style={{ fontSize: 78, fontWeight: 600, letterSpacing: '-0.03em' }}>Abreast</div>
        <div style={{ fontSize: 40 }}>One prompt, several models, side by side.</div>
        <div style={{ fontSize: 30, marginTop: 18, color: CARD_COLORS.ink2 }}>
          How long each one waited, thought and wrote, how fast, and at what cost.
        </div>
      </div>
    </div>,
    {
      ...CARD_SIZE,
      fonts: [
        { name: 'Geist', data: fonts.regular, weight: 400 },
        { name: 'Geist', data: fonts.semiBold, weight: 600 },
      ],
    },
  );
}

/** The app's icon where only a PNG is taken. @param size px of each side. */
export function drawIcon(size: number): ImageResponse {
  return new ImageResponse(
    <div
      style={{
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        width: '100%',
        height: '100%',
        background: '#1b1a17',
      }}
    >
      <Bars height={size * 0.62} />
    </div>,
    { width: size, height: size },
  );
}
