import * as z from 'zod/mini';

// Runs before any other code of a page. The content security policy forbids making code from text, which zod would try.
z.config({ jitless: true });
