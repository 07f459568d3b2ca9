/**
 * The first character of a text that can be seen: anything but white space, control characters and characters of no
 * width. An answer begins there.
 */
export const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;
