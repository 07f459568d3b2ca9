import type { App } from '../app';
import { checkServer } from './check-server';
import { listSpent } from './list-spent';
import { takeDown } from './take-down';

/** What the owner of the server does from a shell, with the code and the database of the app. */
export interface Command {
  /** How it is called, and what it does then; a line for each way. */
  usage: readonly string[];
  /**
   * @param args what follows the command's name.
   * @returns the text to print.
   * @throws an Error whose message is a sentence for the owner.
   */
  run(app: App, args: readonly string[]): Promise<string>;
}

/** Every command by its name. `serve.mjs <name> …` runs it, and a script of package.json gives it to npm. */
const COMMANDS: Readonly<Record<string, Command>> = {
  takedown: {
    usage: [
      'npm run takedown                     lists the reported links',
      'npm run takedown -- <slug>           takes a link down',
      'npm run takedown -- --undo <slug>    lets it work again',
    ],
    run: takeDown,
  },
  spent: {
    usage: ['npm run spent -- [days]              lists what was spent by day, model and payer, of 30 days'],
    run: listSpent,
  },
  check: {
    usage: ['npm run check                        says whether each part of the deployment works'],
    run: checkServer,
  },
};

/**
 * @param call the command's name and what follows it.
 * @returns the text to print. @throws an Error whose message is a sentence for the owner.
 */
export async function runCommand(app: App, [name = '', ...args]: readonly string[]): Promise<string> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command.run(app, args);
  const usages = Object.values(COMMANDS).flatMap(({ usage }) => usage);
  throw new Error(`There is no command “${name}”. There are:\n${usages.join('\n')}`);
}
