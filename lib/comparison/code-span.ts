/** What a text marks as code: between single backticks, on one line. */
export const CODE_SPAN = /(?<!`)`([^`\n]+)`(?!`)/;
