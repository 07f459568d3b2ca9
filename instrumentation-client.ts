// Runs before any other code of a page.
import { notePresses } from './lib/client/early-press';

// The content security policy forbids making code from text, which zod would try. Zod looks for its settings in this place
// when it is loaded; importing it here would put all of it into every page.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

notePresses();
