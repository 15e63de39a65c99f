/** The page has no pairing, or it was used elsewhere, or the hub revoked it. */
export class NotPairedError extends Error {
  override name = 'NotPairedError'
}
