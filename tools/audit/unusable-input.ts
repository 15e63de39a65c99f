/** There is nothing to audit: wrong options, or a file that is no log. The message is one sentence for the console. */
export class UnusableInputError extends Error {
  override name = 'UnusableInputError'
}
