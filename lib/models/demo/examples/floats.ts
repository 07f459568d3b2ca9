import type { Example } from './example';

/** Why 0.1 + 0.2 is not 0.3. Numbers as an IEEE 754 double has them. */
export const floats: Example = {
  quick: `Because \`0.1\` and \`0.2\` have no finite binary expansion. Each is rounded to the nearest 64-bit double, and the sum of the two rounded values rounds to a different double than \`0.3\` does.

\`\`\`js
0.1 + 0.2            // 0.30000000000000004
Number.EPSILON       // 2.220446049250313e-16
\`\`\`

**For billing, do not use floats at all:**

- Store integer minor units (\`1999\` = $19.99).
- Round once, at a named boundary, half-even.
- Keep the currency beside the amount.`,

  steady: `IEEE 754 doubles are base 2. One tenth in base 2 is a repeating fraction, so it is stored as the closest representable number, slightly above \`0.1\`. The errors add up and become visible.

In a billing system:

1. Use a decimal type, or integer cents in a \`BIGINT\`.
2. Let the database do the sums, as \`NUMERIC(19, 4)\`.
3. Allocate remainders explicitly when you split an amount:

\`\`\`ts
/** Splits cents into parts that add up again. */
function split(cents: bigint, parts: bigint): bigint[] {
  const each = cents / parts;
  const rest = cents % parts;
  return Array.from({ length: Number(parts) }, (_, i) => (BigInt(i) < rest ? each + 1n : each));
}

split(1000n, 3n); // [334n, 333n, 333n]
\`\`\`

4. Send amounts as strings or integers over JSON, never as fractions.

> Never compare two computed prices with \`===\` unless both are integers.`,

  thoughts: `The question has two parts: why it happens, and what to do in billing. The first is representation. 0.1 is 1/10, and 10 has the factor 5, which 2 does not, so the binary fraction repeats.

How large is the error? The double nearest to 0.1 is 0.1000000000000000055511151231257827…, to 0.2 it is 0.200000000000000011102230246251565…. Their exact sum lies half-way between two doubles, and ties go to the even one, which prints as 0.30000000000000004.

For billing the practical advice matters more than the theory: where does the number live, how is it rounded, how is it sent. And one warning: rounding at each line and rounding the sum differ, so a contract or a tax rule decides which. I should say that, since it is what people get wrong after they have stopped using floats.`,

  thinker: `**The short answer:** *binary floating point cannot represent most decimal fractions.* It is the same in every language that follows IEEE 754, not a JavaScript bug.

| value | the double that is stored |
| --- | --- |
| \`0.1\` | 0.1000000000000000055511… |
| \`0.2\` | 0.2000000000000000111022… |
| \`0.1 + 0.2\` | 0.3000000000000000444089… |
| \`0.3\` | 0.2999999999999999888977… |

What to do in billing depends on where the number lives:

- **At rest:** integer minor units, or \`NUMERIC\`. Some currencies have no minor unit (JPY) and some have three digits (KWD), so keep the exponent with the currency.
- **In flight:** integers or strings. A JSON number is read as a double by most clients.
- **In sums:** decide *once* whether you round each line or the total. The two differ, and tax rules usually say which.
- **In shares:** hand out the remainder explicitly, so that the parts add up to the whole.

If you must compare floats elsewhere, compare with a tolerance that fits the size of the numbers, not with \`Number.EPSILON\`, which fits only numbers near 1.`,

  flaky: `It is about how numbers are stored. A double has 53 binary digits, and one tenth needs infinitely many, so the machine keeps the closest value it has.

You can see it by asking for more digits:

\`\`\`python
>>> format(0.1 + 0.2, ".20f")
'0.30000000000000004441'
\`\`\`

For a billing system there are three sound ways:

1. **Integers.** Count cents, or a thousandth of a cent where unit prices are small.
2. **Decimals.** \`decimal.Decimal\` in Python, \`BigDecimal\` in Java, \`NUMERIC\` in SQL. Make them from strings, not from floats: \`Decimal(0.1)\` has the error already.
3. **A money type** that refuses to add two currencies.

Whichever you take, write down the rounding rule and test it with the amounts that end in five.`,
};
