/** Where browser tests find the stand-in, which runs in a process of its own. */
export const STAND_IN_PORT = Number(process.env.OPENROUTER_STAND_IN_PORT ?? 4010);

export const STAND_IN_ORIGIN = `http://127.0.0.1:${STAND_IN_PORT}`;

/** For `OPENROUTER_BASE_URL` of the app under test. */
export const STAND_IN_BASE_URL = `${STAND_IN_ORIGIN}/api/v1`;
