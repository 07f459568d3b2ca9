/** Where the built app under test listens. */
export const APP_PORT = Number(process.env.ABREAST_TEST_PORT ?? 3210);

export const APP_ORIGIN = `http://127.0.0.1:${APP_PORT}`;

/** `OPENROUTER_API_KEY` of the app under test. No response may ever hold it. */
export const HOUSE_KEY = 'test-key';
