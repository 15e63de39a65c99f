/** Why a device could not be connected, as the page is told, with the sentence for a log. Pages have their own words. */
export const connectProblems = {
  address: 'This is not an address of a hub.',
  'code-form': 'A pairing code has eight letters and figures.',
  'hub-unreachable': 'No hub answers at this address.',
  'not-a-hub': 'What answers at this address is not a hub of this kind.',
  'no-pairing': 'No pairing code is open at the hub for this kind of device, or it has expired.',
  'wrong-code': 'The code is wrong, or something stands between this device and the hub.',
  'pairing-ended': 'The code has expired or was used; a new one is needed.',
  'pairing-locked': 'Five wrong tries have voided the code; a new one is needed.',
  'too-many-requests': 'Too many tries; wait a little.',
  'certificate-dates': 'The certificate of the hub is not valid at the time this computer shows.',
  'hub-not-proved': 'The hub could not prove that it knows the code; it is not trusted.',
  'not-saved': 'The connection could not be saved; free space on the disk.',
  'no-secret-store': 'This system has no secret store; an administrator has to decide.',
  busy: 'This device is being connected already.',
  'already-connected': 'This device is connected; its administrator must disconnect it first.',
} as const
export type ConnectProblem = keyof typeof connectProblems

/** The device could not be connected. Nothing was trusted and nothing changed. */
export class PairingError extends Error {
  override name = 'PairingError'
  readonly problem: ConnectProblem

  constructor(problem: ConnectProblem, options?: ErrorOptions) {
    super(connectProblems[problem], options)
    this.problem = problem
  }
}
