/** The hub does not answer. The page's request was not carried out, or nobody knows whether it was. */
export class HubUnreachableError extends Error {
  override name = 'HubUnreachableError'
}

/** Something answers at the hub's address with another certificate than the pinned one. Nothing was sent to it. */
export class CertificateChangedError extends HubUnreachableError {
  override name = 'CertificateChangedError'
}

/** The pinned certificate is not valid at the time this computer shows: most often its clock is wrong. */
export class CertificateDatesError extends HubUnreachableError {
  override name = 'CertificateDatesError'
}
