import { whyNotAsk } from '@/lib/client/composer-state';
import { isAsked, lanesOf, runningLanes, selectedTurn, turnUnderWay } from '@/lib/client/pane-state';
import type { Workspace } from '@/lib/client/workspace';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import { goToLane } from '../lane/go-to-lane';
import { carryOut, PAGE_COMMANDS, targetOf } from './page-commands';

export interface Command {
  name: string;
  /** The keys that do it without this list, as they are written on the keyboard; '' for none. */
  keys: string;
  run(): void;
}

/** Commands that belong together. */
export interface CommandGroup {
  value: string;
  items: Command[];
}

/**
 * What can be done now: with the page, with the lanes, and with a lane.
 *
 * @param command the name of the shortcut key.
 */
export function commandGroups(workspace: Workspace, command: string): CommandGroup[] {
  const groups = [
    { value: 'Page', items: [...askCommands(workspace, command), ...pageCommands()] },
    { value: 'Lanes', items: laneCommands(workspace, command === '⌘' ? '⌥' : 'Alt ') },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function askCommands(workspace: Workspace, command: string): Command[] {
  if (whyNotAsk(workspace.store.getState(), workspace.composer.getState()) !== null) return [];
  return [{ name: 'Ask', keys: `${command}↵`, run: () => void workspace.ask() }];
}

function pageCommands(): Command[] {
  return PAGE_COMMANDS.flatMap((known) => {
    const target = targetOf(known);
    if (!target || known.key === '?') return [];
    return [{ name: known.name, keys: known.key.toUpperCase(), run: () => carryOut(target) }];
  });
}

function laneCommands(workspace: Workspace, alt: string): Command[] {
  const { store } = workspace;
  const state = store.getState();
  const turn = selectedTurn(state);
  const stopAll: Command = { name: 'Stop all', keys: 'Esc', run: () => void workspace.stopAll() };
  const allAgain: Command = {
    name: 'Show all lanes',
    keys: 'Esc',
    run: () => store.setState({ maximised: null }),
  };
  return [
    ...(runningLanes(state).length > 0 ? [stopAll] : []),
    ...(state.maximised === null ? [] : [allAgain]),
    ...lanesOf(state).flatMap(({ lane, name }) => {
      const title = `${lane}, ${name}`;
      return [
        { name: `Go to ${title}`, keys: `${alt}${keyOf(lane)}`, run: () => goToLane(lane) },
        { name: `Show only ${title}`, keys: '', run: () => store.setState({ maximised: lane }) },
        ...ownCommands(workspace, turn, lane, title),
      ];
    }),
  ];
}

/** Stop while the lane answers, else Retry. */
function ownCommands(workspace: Workspace, turn: number, lane: Lane, title: string): Command[] {
  const state = workspace.store.getState();
  const running = turnUnderWay(state, lane);
  if (running !== null) return [{ name: `Stop ${title}`, keys: '', run: () => void workspace.stop(lane, running) }];
  if (!isAsked(state, turn, lane)) return [];
  return [{ name: `Retry ${title}`, keys: '', run: () => void workspace.retry(turn, lane) }];
}

function keyOf(lane: Lane): number {
  return LANE_LETTERS.indexOf(lane) + 1;
}
