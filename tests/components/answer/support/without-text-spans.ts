/** Takes the spans without an attribute out of HTML, not what is in them. */
export function withoutTextSpans(html: string): string {
  const kept: boolean[] = [];
  return html.replace(/<span>|<span |<\/span>/g, (tag) => {
    if (tag !== '</span>') kept.push(tag === '<span ');
    return tag === '<span>' || (tag === '</span>' && !kept.pop()) ? '' : tag;
  });
}
