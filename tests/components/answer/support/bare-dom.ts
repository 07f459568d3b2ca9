/**
 * As much of a document as React needs to draw elements and to change them. It lays out nothing and hears nothing: what
 * it is for is to count what changes.
 */
class BareNode {
  childNodes: BareNode[] = [];
  parentNode: BareNode | null = null;
  readonly attributes: Record<string, string> = {};
  readonly style = {};
  readonly namespaceURI = 'http://www.w3.org/1999/xhtml';
  readonly localName: string;
  readonly tagName: string;
  readonly ownerDocument = bareDocument;

  constructor(
    readonly nodeType: 1 | 3,
    readonly nodeName: string,
    public nodeValue: string | null = null,
  ) {
    this.localName = nodeName;
    this.tagName = nodeName.toUpperCase();
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get lastChild() {
    return this.childNodes.at(-1) ?? null;
  }

  get textContent(): string {
    return this.nodeValue ?? this.childNodes.map(({ textContent }) => textContent).join('');
  }

  set textContent(text: string) {
    for (const child of this.childNodes) child.parentNode = null;
    this.childNodes = [];
    if (text !== '') this.appendChild(new BareNode(3, '#text', text));
  }

  appendChild(child: BareNode) {
    return this.insertBefore(child, null);
  }

  insertBefore(child: BareNode, before: BareNode | null) {
    child.parentNode?.removeChild(child);
    const at = before === null ? this.childNodes.length : this.childNodes.indexOf(before);
    if (at < 0) throw new Error('insertBefore: the node is not a child of this node');
    this.childNodes.splice(at, 0, child);
    child.parentNode = this;
    return child;
  }

  removeChild(child: BareNode) {
    const at = this.childNodes.indexOf(child);
    if (at < 0) throw new Error('removeChild: the node is not a child of this node');
    this.childNodes.splice(at, 1);
    child.parentNode = null;
    return child;
  }

  setAttribute(name: string, value: string) {
    this.attributes[name] = value;
  }

  removeAttribute(name: string) {
    delete this.attributes[name];
  }

  addEventListener() {}
  removeEventListener() {}
}

/** React asks it which element has the focus, and what event it is called for. */
const bareWindow = { event: undefined, HTMLIFrameElement: class {}, document: { activeElement: null } };

const bareDocument = {
  nodeType: 9,
  defaultView: bareWindow,
  documentElement: { nodeType: 1 },
  createElement: (name: string) => new BareNode(1, name),
  createElementNS: (_: string, name: string) => new BareNode(1, name),
  createTextNode: (text: string) => new BareNode(3, '#text', text),
  addEventListener() {},
  removeEventListener() {},
};

/** Sees nothing come near the screen. */
class BlindObserver {
  observe() {}
  disconnect() {}
}

/** A page on which nothing was chosen. */
const barePage = { documentElement: { dataset: {} } };

/** An element for `createRoot`. From then on there is a `window` in this process, but not one that can do anything. */
export function bareElement(): BareNode & Element {
  Object.assign(globalThis, {
    window: { event: undefined },
    document: barePage,
    IntersectionObserver: BlindObserver,
  });
  return bareDocument.createElement('div') as unknown as BareNode & Element;
}
