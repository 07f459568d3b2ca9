/** The most that one transaction carries out. */
const MOST_TOGETHER = 100;

interface Waiting<Request, Answer> {
  request: Request;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Carries out in one transaction all that is asked for while the one before is under way. Many that ask at once then wait
 * for two transactions, not for each other's.
 *
 * @param carryOut answers in the same order. When it fails, it fails for all that it was to carry out.
 */
export function gather<Request, Answer>(
  carryOut: (all: readonly Request[]) => Promise<readonly Answer[]>,
): (request: Request) => Promise<Answer> {
  const waiting: Waiting<Request, Answer>[] = [];
  let underWay = false;

  async function carryOutAll(): Promise<void> {
    underWay = true;
    while (waiting.length > 0) {
      const together = waiting.splice(0, MOST_TOGETHER);
      try {
        const answers = await carryOut(together.map(({ request }) => request));
        for (const [index, { resolve }] of together.entries()) resolve(answers[index] as Answer);
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    underWay = false;
  }

  return (request) =>
    new Promise((resolve, reject) => {
      waiting.push({ request, resolve, reject });
      if (!underWay) void carryOutAll();
    });
}
