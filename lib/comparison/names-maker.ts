/** What is known of a model by name. */
export interface NamedModel {
  name: string;
  vendor: string;
  /** Canned answers are nobody's. */
  demo?: boolean;
}

const introductions = new WeakMap<readonly NamedModel[], RegExp>();

/**
 * Whether an answer tells who wrote it: it names its own vendor or family ("OpenAI", "Claude"), as the catalog writes them, or
 * introduces itself as any model of the catalog. Names count at word boundaries; a version may follow: "Qwen" is found in
 * "Qwen3". Linear in the length of the text.
 *
 * @param catalog the same list gives the same pattern, which is made once.
 */
export function namesMaker(text: string, own: NamedModel, catalog: readonly NamedModel[]): boolean {
  const names = own.demo ? [] : namesOf([own]);
  if (names.length > 0 && new RegExp(alternatives(names), 'u').test(text)) return true;
  let introduction = introductions.get(catalog);
  if (!introduction) {
    const known = namesOf(catalog.filter(({ demo }) => !demo));
    introduction = known.length === 0 ? /(?!)/u : introductionOf(alternatives(known));
    introductions.set(catalog, introduction);
  }
  return introduction.test(text);
}

/** "I'm ChatGPT", "As a Gemini model, I …". Not "such as Google": names of companies are the subject of many answers. */
function introductionOf(names: string): RegExp {
  const stated = String.raw`\b(?:I am|I['’]m|[Mm]y name is)\s+(?:an?\s+)?${names}`;
  return new RegExp(String.raw`${stated}|\bAs\s+(?:an?\s+)?${names}[^,.\n]{0,40},\s+I\b`, 'u');
}

/** "ChatGPT" is the name by which GPT knows itself. */
function alternatives(names: readonly string[]): string {
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`));
  return String.raw`(?<![\p{L}\p{N}])(?:[Cc]hat)?(?:${escaped.join('|')})(?!\p{L})`;
}

/** Vendors and families, each once. */
function namesOf(models: readonly NamedModel[]): string[] {
  const names = models.flatMap(({ name, vendor }) => [vendor.trim(), familyOf(name)]);
  return [...new Set(names)].filter((name) => name.length > 1);
}

/** The first word of a model's name without its version: "Claude" of "Claude Sonnet 4.5", "Qwen" of "Qwen3 Max", "o3". */
function familyOf(name: string): string {
  const [first = ''] = name.trim().split(/[\s:/-]+/u);
  const letters = first.replace(/[\d.]+$/u, '');
  return letters.length > 1 ? letters : first;
}
