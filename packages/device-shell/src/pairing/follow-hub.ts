import { X509Certificate } from 'node:crypto'
import { VoucherKey, Witness, witnessText } from '@cherha/shared/protocol'
import { z } from 'zod'
import { askHub } from './ask-hub.ts'
import type { FoundHub } from './discover-hubs.ts'
import { readHubAddress, urlOf } from './hub-address.ts'
import type { PairedHub } from './pair-with-hub.ts'
import { fingerprintOf } from './pin.ts'
import { seenCertificate } from './seen-certificate.ts'
import { vouchedEpoch } from './voucher-check.ts'
import type { WitnessKeeper } from './witness-keeper.ts'

/** What a hub tells a device of its own. An older program shows no witness; a hub without a server has no key. */
export const DeviceAnswer = z.object({
  witness: Witness.optional().catch(undefined),
  voucherKey: VoucherKey.optional().catch(undefined),
})

export interface FollowParts {
  readonly witness: WitnessKeeper
  readonly answerMs: number
}

/** A hub this device may go on with, as it would be kept, and the epoch it is in. */
interface Candidate {
  readonly hub: PairedHub
  readonly epoch: number
}

/**
 * The replacement of this device's hub at an address where another certificate is shown. Until it is proved, nothing is
 * sent there but the question for the voucher.
 * @returns null when it is not proved
 */
export async function replacementAt(hubUrl: string, hub: PairedHub, parts: FollowParts): Promise<PairedHub | null> {
  return (await candidateAt(hubUrl, hub, parts))?.hub ?? null
}

/**
 * This device's hub, or its replacement, among those that announce themselves (S45). Of several the one in the highest
 * epoch: an announcement proves nothing, so each has to prove itself.
 */
export async function findHub(
  found: readonly FoundHub[],
  hub: PairedHub,
  parts: FollowParts,
): Promise<PairedHub | null> {
  const urls = new Set(found.filter(({ code }) => code === hub.office.code).flatMap(({ address }) => urlsOf(address)))
  urls.delete(hub.hubUrl)
  const candidates = await Promise.all([...urls].map((url) => candidateAt(url, hub, parts)))
  const proved = candidates.filter((candidate) => candidate !== null).sort((a, b) => b.epoch - a.epoch)
  return proved[0]?.hub ?? null
}

function urlsOf(announced: string): string[] {
  const address = readHubAddress(announced)
  return address?.secure === true ? [urlOf(address)] : []
}

async function candidateAt(hubUrl: string, hub: PairedHub, parts: FollowParts): Promise<Candidate | null> {
  const address = readHubAddress(hubUrl)
  if (address === null) return null
  try {
    if (hub.voucherKey === undefined) {
      // no voucher could be checked: the only question is whether it is the same hub
      const seen = await seenCertificate(address, parts.answerMs)
      return seen === hub.fingerprint ? await sameHubAt(hubUrl, hub, parts) : null
    }
    const url = `${hubUrl}/api/voucher`
    const { certificate, body } = await askHub({ url, method: 'GET', certificate: null, answerMs: parts.answerMs })
    if (certificate === null) return null
    const fingerprint = fingerprintOf(certificate)
    if (fingerprint === hub.fingerprint) return await sameHubAt(hubUrl, hub, parts)
    const epoch = vouchedEpoch(body, fingerprint, hub, parts.witness.seen)
    if (epoch === null) return null
    const pinnedCertificatePem = new X509Certificate(certificate).toString()
    return { hub: { ...hub, hubUrl, pinnedCertificatePem, fingerprint }, epoch }
  } catch {
    // nobody there, or nobody who can be understood
    return null
  }
}

/** The hub has moved: its certificate proves it, and it must be in no older epoch than was seen. */
async function sameHubAt(
  hubUrl: string,
  hub: PairedHub,
  { witness, answerMs }: FollowParts,
): Promise<Candidate | null> {
  const { seen } = witness
  const { status, body } = await askHub({
    url: `${hubUrl}/api/device`,
    method: 'GET',
    certificate: hub.pinnedCertificatePem,
    token: hub.token,
    witness: seen === null ? null : witnessText(seen),
    answerMs,
  })
  const shown = status === 200 ? DeviceAnswer.safeParse(body).data?.witness : undefined
  if (shown === undefined || shown.office !== hub.office.code || !witness.judge(shown)) return null
  return { hub: { ...hub, hubUrl }, epoch: shown.epoch }
}
