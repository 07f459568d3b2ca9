import type { ComponentProps } from 'react';

/** From here on, characters, a text has its greatest height anyway, and is not measured at each key. */
const LONG = 20_000;

/** The first letter is looked for in so many characters. */
const LOOKED_AT = 2000;

const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

interface TextBoxProps extends Omit<ComponentProps<'textarea'>, 'dir'> {
  value: string;
}

/**
 * A box that grows with what is written, up to `--most`. A million characters must not hold up the page, neither when they
 * come nor at the key after them: with `dir="auto"` a browser looks for the direction of each line, seconds long, and with
 * kerning it sets a text without a blank in time that grows with the square of its length.
 */
export function TextBox({ value, className = '', ...props }: TextBoxProps) {
  return (
    <textarea
      dir={directionOf(value)}
      value={value}
      className={`block max-h-(--most) w-full resize-none bg-transparent text-base leading-normal outline-none [font-kerning:none] placeholder:text-ink-3 ${value.length > LONG ? 'h-(--most)' : 'field-sizing-content'} ${className}`}
      {...props}
    />
  );
}

/** As the first letter goes. */
function directionOf(text: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(LETTER.exec(text.slice(0, LOOKED_AT))?.[0] ?? '') ? 'rtl' : 'ltr';
}
