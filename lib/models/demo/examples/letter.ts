import type { Example } from './example';

/** A delivery is late. */
export const letter: Example = {
  quick: `**Subject:** Order 4471: delivery date needed by Friday

Dear Ms Berg,

our order 4471 was due on 3 November and is now three weeks late. We have not received a new date.

Please send us a **binding delivery date by Friday, 5 p.m.** Without one we will have to look for another supplier.

Thank you for your help.

Kind regards,
Jonas Keller`,

  steady: `**Subject:** Overdue delivery, order 4471: please confirm a date by Friday

Dear Ms Berg,

thank you for your message of last week. Order 4471 was confirmed for 3 November; today it is three weeks overdue, and our own installation waits for it.

I understand that suppliers of yours may be late as well. What we need now is something to plan with:

1. a **binding delivery date**, by Friday, 5 p.m.;
2. if the whole order is not ready, the parts that can be sent at once;
3. the name of the person who follows it on your side.

If we cannot agree on a date by Friday, we will order the missing parts elsewhere and come back to you about the extra cost.

I would much rather solve this with you. A short call today would do.

Kind regards,
Jonas Keller`,

  thoughts: `Polite and firm: the two pull in different directions. Politeness comes from assuming good faith and offering a way out; firmness from one clear demand, one deadline, one consequence. No adjectives about disappointment, they weaken it.

What must be in it: order number, agreed date, how late, what is wanted, until when, what happens otherwise. Facts I do not have (names, numbers) should be placeholders in brackets, so that nobody sends an invented one.

Length: short. A reader in a hurry should find the demand in the subject and once in bold.`,

  thinker: `**Subject:** [Order number]: three weeks overdue, please confirm a delivery date by [day]

Dear [name],

our order [number] was confirmed for [date] and has not arrived. It is now **three weeks late**, and we have had no new date from you.

We would like to keep the order with you. For that we need, **by [day, time], a delivery date that we can rely on.** If you can send part of it earlier, please tell us which part and when.

Should we not hear from you by then, we will have to cancel what is outstanding and buy it elsewhere.

If something on our side is holding this up, call me and I will see to it today: [phone].

Kind regards
[name]

---

*Why it is written so:* the demand stands in the subject and once in bold; there is one deadline and one consequence; the last paragraph gives them a way to answer without losing face. What you must fill in is in brackets.`,

  flaky: `**Subject:** Delivery of order [number] – date required

Dear [name],

I am writing about order [number], which was to arrive on [date]. Three weeks later we have received neither the goods nor a new date.

We have been patient because we value working with you. But our customers now ask us the same question that I have to ask you: **when will it be here?**

Please let me have a firm date by [day]. If that is not possible, tell me what is in the way, and we will look for a solution together. After that day we will have to use the right of withdrawal in our terms of purchase.

Thank you for seeing to this personally.

Best regards
[name]`,
};
