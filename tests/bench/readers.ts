import { type Child, type Children, ROOT } from './children';
import type { LoadName } from './loads/main';
import type { Target } from './targets/target';

type Outcome = 'ready' | { result: unknown } | { error: string };

/** The process of the readers, which carries out one load at a time. */
export class Readers {
  private constructor(private readonly child: Child) {}

  static async start(children: Children): Promise<Readers> {
    const child = children.start([`${ROOT}/tests/bench/run.mjs`, 'loads/main.ts'], {}, true);
    const readers = new Readers(child);
    await readers.#next();
    return readers;
  }

  async load(name: LoadName, target: Target, options: unknown): Promise<unknown> {
    const { origin, path, wire, headers, pid } = target;
    const outcome = this.#next();
    this.child.process.send({ name, args: [{ name: target.name, origin, path, wire, headers, pid }, options] });
    const answer = await outcome;
    if (answer === 'ready') throw new Error('The readers began again');
    if ('error' in answer) throw new Error(`${name} of ${target.name}: ${answer.error}`);
    return answer.result;
  }

  #next(): Promise<Outcome> {
    const { process } = this.child;
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`The process of the readers has ended: ${this.child.output}`));
      process.once('exit', ended);
      process.once('message', (outcome) => {
        process.off('exit', ended);
        resolve(outcome as Outcome);
      });
    });
  }
}
