interface TextNode {
  text: string;
  /** It is all that its element holds. */
  alone: boolean;
  /** The tag that opened its element. */
  parent: string;
}

const VOID = /^<(?:br|hr|input|wbr)\b/;

/** The text nodes of HTML as React writes it. */
export function textNodesOf(html: string): TextNode[] {
  const nodes: TextNode[] = [];
  const open = [{ tag: '', children: 0, texts: [] as TextNode[] }];
  for (const [part] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    const parent = open.at(-1) ?? { tag: '', children: 0, texts: [] };
    if (part.startsWith('</')) {
      for (const node of parent.texts) node.alone = parent.children === 1;
      open.pop();
      continue;
    }
    parent.children++;
    if (!part.startsWith('<')) {
      const node = { text: part, alone: false, parent: parent.tag };
      parent.texts.push(node);
      nodes.push(node);
    } else if (!VOID.test(part)) open.push({ tag: part, children: 0, texts: [] });
  }
  return nodes;
}
