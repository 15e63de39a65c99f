/** This device is connected to no hub. */
export class NotPairedError extends Error {
  override name = 'NotPairedError'
}
