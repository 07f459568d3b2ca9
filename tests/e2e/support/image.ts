import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What the Dockerfile makes, as far as it can be made without Docker. */
export interface Image {
  /** Where its programs start. */
  folder: string;
  /** Its own variables. Paths among them lead into the folder of the image. */
  env: NodeJS.ProcessEnv;
  command: string[];
  healthCheck: string[];
}

interface Step {
  instruction: string;
  rest: string;
}

/**
 * Carries out the last stage of the Dockerfile in an empty folder, from the build that is there. The stage before it is that
 * build: `npm test` makes it with the same command.
 *
 * @param base becomes the image's `/`.
 * @throws Error for a step that it does not know.
 */
export function makeImage(base: string): Image {
  const [before = [], last = []] = stagesOf(readFileSync(join(root, 'Dockerfile'), 'utf8')).slice(-2);
  const env = {} as NodeJS.ProcessEnv;
  const image: Image = { folder: base, env, command: [], healthCheck: [] };
  const built = join(base, lastOf(before, 'WORKDIR'));
  for (const { instruction, rest } of last) {
    switch (instruction) {
      case 'WORKDIR':
        image.folder = join(base, rest);
        mkdirSync(image.folder, { recursive: true });
        break;
      case 'ENV':
        for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) {
          env[name] = value.startsWith('/') ? join(base, value) : value;
        }
        break;
      case 'COPY':
        copy(rest, image.folder, built, base);
        break;
      case 'VOLUME':
        mkdirSync(join(base, rest), { recursive: true });
        break;
      case 'HEALTHCHECK':
        image.healthCheck = listIn(rest);
        break;
      case 'CMD':
        image.command = listIn(rest);
        break;
      // Rights, which the test has anyway, and what only Docker reads.
      case 'FROM':
      case 'RUN':
      case 'USER':
      case 'EXPOSE':
        break;
      default:
        throw new Error(`The tests do not know this step of the Dockerfile: ${instruction} ${rest}`);
    }
  }
  expectSelfContained(base);
  return image;
}

/** The commands of the stage that builds. */
export function buildCommands(): string[] {
  const [before = []] = stagesOf(readFileSync(join(root, 'Dockerfile'), 'utf8')).slice(-2);
  return before.filter(({ instruction }) => instruction === 'RUN').map(({ rest }) => rest);
}

function stagesOf(dockerfile: string): Step[][] {
  const stages: Step[][] = [];
  for (const line of dockerfile
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')) {
    const [, instruction = '', rest = ''] = /^([A-Z]+)\s+(.+?)\s*$/.exec(line) ?? [];
    if (instruction === 'FROM') stages.push([]);
    if (instruction !== '') stages.at(-1)?.push({ instruction, rest });
  }
  return stages;
}

function lastOf(steps: readonly Step[], instruction: string): string {
  return steps.findLast((step) => step.instruction === instruction)?.rest ?? '/';
}

/** Of a folder its contents are copied, as Docker does it. @param built where the stage before has what is in the repository. */
function copy(rest: string, folder: string, built: string, base: string): void {
  const [, source = '', target = ''] = /^--from=build (\S+) (\S+)$/.exec(rest) ?? [];
  const from = join(root, relative(built, join(base, source)));
  const into = resolve(folder, target);
  const isFile = statSync(from).isFile();
  cpSync(from, isFile ? join(into, basename(from)) : into, { recursive: true, verbatimSymlinks: true });
}

/** The last list of texts in a step: what stands before it are options. */
function listIn(rest: string): string[] {
  const [program = '', ...others] = JSON.parse(rest.slice(rest.indexOf('['))) as string[];
  return [program === 'node' ? process.execPath : program, ...others];
}

/** A link that leads out of the image leads nowhere in a container. */
function expectSelfContained(base: string): void {
  const within = `${realpathSync(base)}/`;
  for (const { parentPath, name } of readdirSync(base, { recursive: true, withFileTypes: true })) {
    const path = join(parentPath, name);
    if (lstatSync(path).isSymbolicLink() && !realpathSync(path).startsWith(within)) {
      throw new Error(`${path} leads out of the image`);
    }
  }
}
