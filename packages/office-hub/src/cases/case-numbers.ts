/** Numbers an epoch has to itself, per card. */
const numbersPerEpoch = 100_000

/**
 * The next number of a card's cases at this office. A hub whose log may not be the newest begins a new epoch (R rules):
 * its numbers begin anew far above, so that none that a lost hub has given comes twice.
 * @param last the highest number given so far, as far as this hub knows; 0: none
 */
export function nextCaseNumber(last: number, epoch: number): number {
  return Math.max(last + 1, epoch * numbersPerEpoch + 1)
}

/** `8036-004-000127`. */
export function caseId(office: string, card: string, number: number): string {
  return `${office}-${card}-${String(number).padStart(6, '0')}`
}
