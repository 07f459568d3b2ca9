/** What one block says that other blocks may refer to. Never changed once made: a new definition makes a new object. */
export interface Definitions {
  /** Link destinations by normalised label, as markdown-it keeps them. Has no prototype but other references. */
  readonly references: Readonly<Record<string, { href: string; title: string }>>;
  /** Footnote label to the key of the block that defines it first. */
  readonly footnotes: ReadonlyMap<string, number>;
}
