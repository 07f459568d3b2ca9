import type { MarkdownIt } from 'markdown-it';

const LINE_BREAK = /<br[ \t]*\/?>/iy;

/** A markdown-it plugin: `<br>` breaks the line. Models have no other way to do so in a table; all other HTML is text. */
export function lineBreakTags(md: MarkdownIt): void {
  md.inline.ruler.before('autolink', 'line_break_tag', (state, silent) => {
    LINE_BREAK.lastIndex = state.pos;
    const match = LINE_BREAK.exec(state.src);
    if (!match) return false;
    if (!silent) state.push('hardbreak', 'br', 0);
    state.pos += match[0].length;
    return true;
  });
}
