import type { Example } from './example';

/** A queue or a cron job. */
export const queues: Example = {
  quick: `| | Queue | Cron job |
| --- | --- | --- |
| Starts when | something happens | the clock says so |
| Typical work | send a receipt, resize an image | nightly report, clean-up |
| Load | grows with use, spread over workers | all at once |
| If one run fails | that message is tried again | the next run has to catch up |

**Rule of thumb:** if a *user* is waiting for it, use a queue. If the *calendar* is waiting for it, use cron.`,

  steady: `Think of a queue as a line at a counter and of a cron job as an alarm clock.

| Question | Use a queue | Use a cron job |
| --- | --- | --- |
| What starts the work? | an event: an order, an upload | a time: 02:00, each Monday |
| How soon must it begin? | within seconds | at the next tick is fine |
| How much work is there? | one item each | all items since last time |
| What if there is too much? | more workers | it runs into the next run |
| How do failures show? | in a dead-letter queue | in a log that somebody must read |
| Examples | e-mails, webhooks, thumbnails | invoices, backups, expiry |

Two notes for your first week:

- Make both **idempotent**: a message may come twice, and a job may start while the last one still runs.
- They combine well. A cron job that finds what is due and puts *one message each* into a queue gives you the calendar of the one and the retries of the other.`,

  thoughts: `A new colleague: so plain words, and a table was asked for. What is the real difference? Not technology. It is what triggers the work, and what happens when there is too much of it or when it fails.

I should include the case where both are right, since that is where people get stuck: a scheduled scan that fans out into a queue. And a warning about overlap, because a cron job that takes longer than its interval is the classic incident.

Keep the table small enough to read: trigger, delay, failure, scaling, example. Then one sentence to decide by.`,

  thinker: `The difference is not the tool but **what starts the work**.

| | Queue | Cron job | Both together |
| --- | --- | --- | --- |
| **Trigger** | an event | a time | a time finds what is due, then one message each |
| **Delay** | seconds | up to one interval | up to one interval |
| **Unit of work** | one item | everything that is due | one item |
| **One item fails** | it alone is retried | often stops the rest | it alone is retried |
| **Too much work** | the line grows, add workers | runs overlap | the line grows, add workers |
| **You watch** | length and age of the line | that it ran, and how long | both |
| **Example** | send the receipt | rotate the logs | charge all subscriptions that renew today |

To decide, ask in this order:

1. Is somebody waiting? → queue.
2. Is it tied to the calendar, and small? → cron.
3. Is it tied to the calendar, and may it be large, slow or fail in part? → cron that fills a queue.

The classic incident is a job that takes *longer than its interval*. Give it a lock, or let it fill a queue and end at once.`,

  flaky: `Here is how I would put it to somebody new:

| | Queue | Cron job |
| --- | --- | --- |
| In one sentence | do this **when it happens** | do this **when it is time** |
| Order of work | as it comes, more or less | as you write it |
| Missed while down? | no, messages wait | yes, unless it catches up |
| Who retries? | the queue | you |
| Needs | a broker and workers | a scheduler and a lock |

Start with a cron job when the work is rare and small: it is one line, and everybody can read it. Move to a queue when a single slow or broken item holds up the others, or when the work has to follow the users and not the clock.

And whichever you choose, make sure that doing the same thing twice does no harm.`,
};
