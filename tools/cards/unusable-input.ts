/** There is nothing to work with: wrong options, or a file that cannot be read. One sentence for the console. */
export class UnusableInputError extends Error {
  override name = 'UnusableInputError'
}
