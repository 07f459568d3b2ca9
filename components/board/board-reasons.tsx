/** How the board comes to what it says, for readers who do not have docs/board.md. */
export function BoardReasons() {
  return (
    <details data-slot="board-reasons" className="mt-5 max-w-[70ch] text-[13px] text-ink-2 leading-relaxed">
      <summary className="rounded text-ink underline underline-offset-2">How the board reasons</summary>
      <div className="mt-2 grid gap-2">
        <p>
          {
            'Few ballots say little, and luck looks like skill. So there is no score. Each model has a strength, taken as average before any ballot; every ballot is one vote for the answers that were chosen beside the others that stood there. “All equal” and “all bad” prefer no model. What is then known of the strengths has an uncertainty, and from it comes the rest.'
          }
        </p>
        <p>
          {
            'The order of two models is stated where the chance that it is right is 95 % or more. Elsewhere the board says that there are not enough votes, and how many more in the same proportions would do. Places follow from the stated orders alone: place 2–3 means below every model that is stated above it, and above every model that is stated below it. “11 : 3” counts the ballots that chose the first and not the second, and the other way round; what both did beside third models counts for the chance, too.'
          }
        </p>
        <p>
          {
            '“Chosen 71 % (58 to 82)” is how often a model would be chosen beside an average answer of the rest, and the range that holds the true value with a chance of 95 %. The mark in the middle is 50 %: no better and no worse than the rest.'
          }
        </p>
        <p>
          {
            'Who prefers long answers may prefer a model only for its length. From 12 ballots the board says how often the longest answer was chosen; p is the chance that somebody who chooses at random reaches as many. From 60 ballots it works out all places a second time, as if all answers were of the same length.'
          }
        </p>
        <p>
          {
            'A ballot counts as blind if the names were hidden when it was cast. An answer that names its maker gives it away, so its ballot is left out unless you include it. Answers of equal models still get an order now and then: where an order needs 95 %, up to one in ten such pairs has it by chance when ballots are many.'
          }
        </p>
      </div>
    </details>
  );
}
