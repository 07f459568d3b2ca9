import { builtinModules } from 'node:module';
import { importsOf } from './imports-of';
import type { Source } from './source';
import { withoutComments } from './without-comments';

/** What may import what, of our own; every part may import from itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  app: ['components', 'lib/*', 'package.json'],
  components: ['lib/client', 'lib/comparison', 'lib/protocol'],
  'lib/client': ['lib/comparison', 'lib/protocol'],
  'lib/service': [
    'lib/comparison',
    'lib/limits',
    'lib/models',
    'lib/persistence',
    'lib/protocol',
    'lib/provider',
    'lib/run',
    'lib/session',
    'lib/time',
  ],
  'lib/run': ['lib/comparison', 'lib/protocol', 'lib/time'],
  'lib/provider': ['lib/protocol', 'lib/time'],
  'lib/limits': ['lib/protocol'],
  'lib/models': ['lib/limits', 'lib/protocol', 'lib/provider', 'lib/time'],
  'lib/persistence': ['lib/comparison', 'lib/protocol', 'lib/time'],
  'lib/time': [],
  'lib/session': ['lib/protocol'],
  'lib/comparison': ['lib/protocol'],
  'lib/protocol': [],
};

/** Of these it may import the types alone: the engine knows neither visitors nor HTTP nor OpenRouter. */
const TYPES_ONLY: Record<string, readonly string[]> = { 'lib/run': ['lib/persistence', 'lib/provider'] };

/** What an error is told by is its class. */
const ERROR_CLASSES = ['lib/persistence/log-batches'];

/** The folders of components, low to high: a folder imports only folders of the rows above its own. */
const COMPONENT_LAYERS = [
  ['ui'],
  ['answer'],
  ['lane'],
  [
    'ballot',
    'board',
    'card',
    'check',
    'commands',
    'compare',
    'history',
    'lane-menu',
    'picker',
    'privacy',
    'share-panel',
    'start',
    'track',
  ],
  ['composer', 'header', 'panes'],
  ['share-page', 'workspace'],
];

/** These run anywhere, on the server and in the browser, and give the same for the same. */
const RUN_ANYWHERE = ['lib/protocol', 'lib/comparison'];

/** Zustand's main entry is its React binding; `zustand/vanilla` is the store alone. */
const REACT = /^react(-dom)?(\/|$)|^zustand(\/react)?$/;
const NEXT_OR_NODE = new RegExp(`^(node:|(next|${builtinModules.join('|')})(/|$))`);

/** At a cold start it costs 50 to 150 ms, and all that we need of it is in `@ai-sdk/provider`. */
const SLOW_PACKAGE = 'ai';

/** What gives something else the next time. */
const CLOCK_OR_CHANCE = [/\bDate\.now\b/, /\bperformance\.now\b/, /\bMath\.random\b/, /\bnew Date\b(?!\(\s*[^\s)])/];

const NAMED_IMPORT = /^import \{([^}]*)\} from (['"])(.+?)\2/gm;

/**
 * On the server a file that begins with 'use client' gives components alone: Next refuses to call anything else of it.
 *
 * @returns one line for each file without 'use client' that imports a function of one with it, hooks apart.
 */
export function findClientCalls(sources: readonly Source[]): string[] {
  const isClient = ({ text }: Source) => text.startsWith("'use client'");
  const clientFiles = new Set(sources.filter(isClient).map(({ path }) => path.replace(/\.tsx?$/, '')));
  return sources
    .filter((source) => !isClient(source))
    .flatMap((source) =>
      [...withoutComments(source.text).matchAll(NAMED_IMPORT)].flatMap(([all, names = '']) => {
        const [imported] = importsOf({ path: source.path, text: all });
        if (!imported || !clientFiles.has(imported.imported)) return [];
        return names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '' && !/^(type |[A-Z]|use[A-Z])/.test(name))
          .map((name) => `${source.path} imports ${name} of ${imported.imported}, which begins with 'use client'`);
      }),
    );
}

/** @returns one line for each place where the code leaves its structure: the file, and what is wrong there. */
export function findViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    [
      ...importsOf(source).flatMap(({ imported, typeOnly }) => [
        wrongDirection(source.path, imported, typeOnly),
        wrongLayer(source.path, imported),
        wrongPackage(source.path, imported),
      ]),
      impure(source),
    ].flatMap((wrong) => (wrong === null ? [] : [`${source.path} ${wrong}`])),
  );
}

function wrongDirection(path: string, imported: string, typeOnly: boolean): string | null {
  const from = partOf(path);
  const to = partOf(imported);
  if (to === null || to === from) return null;
  const allowed = from === null ? undefined : MAY_IMPORT[from];
  if (!allowed) return `is in a part that has no rule for what it may import (${imported})`;
  const fits = allowed.some((other) => other === to || (other === 'lib/*' && to.startsWith('lib/')));
  const isType = typeOnly || ERROR_CLASSES.includes(imported);
  if (fits || (isType && from !== null && TYPES_ONLY[from]?.includes(to))) return null;
  return `imports ${imported}`;
}

function wrongLayer(path: string, imported: string): string | null {
  const [from, to] = [path, imported].map((file) => /^components\/([^/]+)\//.exec(file)?.[1]);
  if (from === undefined || to === undefined || from === to) return null;
  const [own, other] = [from, to].map((folder) => COMPONENT_LAYERS.findIndex((layer) => layer.includes(folder)));
  if (own === -1) return 'is in a folder of components that has no layer';
  return other !== undefined && own !== undefined && other >= 0 && other < own
    ? null
    : `imports ${imported}, which is not below it`;
}

function wrongPackage(path: string, imported: string): string | null {
  if (partOf(imported) !== null) return null;
  const part = partOf(path) ?? '';
  const noReact = part.startsWith('lib/') && !/^lib\/client\/use-[^/]*\.tsx?$/.test(path);
  const wrong =
    imported === SLOW_PACKAGE ||
    (noReact && REACT.test(imported)) ||
    (RUN_ANYWHERE.includes(part) && NEXT_OR_NODE.test(imported));
  return wrong ? `imports ${imported}` : null;
}

function impure({ path, text }: Source): string | null {
  if (partOf(path) !== 'lib/comparison') return null;
  const code = withoutComments(text);
  const found = CLOCK_OR_CHANCE.map((pattern) => pattern.exec(code)?.[0]).find((match) => match !== undefined);
  return found === undefined ? null : `uses ${found}`;
}

/** @returns the part that a path of ours belongs to, null for a package. */
function partOf(path: string): string | null {
  const [first = '', second = ''] = path.split('/');
  if (first === 'lib') return `lib/${second.replace(/\.\w+$/, '')}`;
  return ['app', 'components', 'tests', 'package.json'].includes(first) ? first : null;
}
