/** `$x_1$` on one line. Without a sign of TeX in it, beside a blank or before a digit it is about money. */
export const DOLLARS = /\$(?=[^$\n]*[\\^_{])[^\s$](?:[^$\n]*[^\s$])?\$(?![\p{L}\p{N}$])/uy;
