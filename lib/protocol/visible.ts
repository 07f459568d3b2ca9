/**
 * Matches the first visible character of a text: not white space, a control character or one without width. An answer begins
 * there.
 */
export const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;
