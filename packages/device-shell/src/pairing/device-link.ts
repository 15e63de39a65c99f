import { witnessText } from '@cherha/shared/protocol'
import { CertificateChangedError, CertificateDatesError } from '../hub-errors.ts'
import type { HubAccess } from '../relay-request.ts'
import type { SecretStore } from '../secrets.ts'
import { askHub } from './ask-hub.ts'
import { discoverHubs, type FoundHub } from './discover-hubs.ts'
import { DeviceAnswer, findHub, replacementAt } from './follow-hub.ts'
import { readHubAddress } from './hub-address.ts'
import { type PairedHub, pairWithHub } from './pair-with-hub.ts'
import type { PairingKeeper } from './pairing-keeper.ts'
import { seenCertificate } from './seen-certificate.ts'
import { PairingError } from './problems.ts'
import type { WitnessKeeper } from './witness-keeper.ts'

/**
 * `unpaired`: connect it; `revoked`: the hub no longer knows this device, connect it anew; `certificate-changed` and
 * `certificate-dates`: the hub is not trusted, and an administrator has to look; `older-hub`: another hub has replaced the
 * one that answers, and the device goes on looking for it.
 */
export type LinkState = 'unpaired' | 'paired' | 'revoked' | 'certificate-changed' | 'certificate-dates' | 'older-hub'

/** What a page may know of its device's connection: nothing in it is secret. */
export interface LinkStatus {
  readonly role: 'terminal' | 'display' | 'desk'
  readonly state: LinkState
  /** Whether the hub answered when it was last asked; null: not asked yet. */
  readonly reachable: boolean | null
  readonly hub: {
    readonly address: string
    readonly deviceId: string
    readonly office: PairedHub['office']
    /** SHA-256 of the pinned certificate, hex; `loopback` for a hub on this computer. */
    readonly fingerprint: string
  } | null
  /** SHA-256 of the certificate that was refused. */
  readonly seenFingerprint: string | null
  /** How far a connection in the making has come. */
  readonly connecting: 'asking' | 'proving' | 'saving' | null
  /** How the token is kept; `none`: not until an administrator decides. */
  readonly secrets: SecretStore['protection']
  /** The kept connection could not be read; the file was put aside here. */
  readonly brokenFile: string | null
}

export interface LinkParts {
  readonly role: LinkStatus['role']
  readonly keeper: PairingKeeper
  readonly witness: WitnessKeeper
  readonly times?: Partial<LinkTimes>
  /** Hubs that announce themselves. Left out: by mDNS. */
  readonly discover?: typeof discoverHubs
}

export interface LinkTimes {
  /** How often the hub is asked while all is well, and while it is not; ms. */
  readonly wellEveryMs: number
  readonly troubleEveryMs: number
  readonly answerMs: number
  readonly discoverMs: number
  /** How long the hub may be away before it is looked for at other addresses, and how often it is from then on; ms. */
  readonly searchAfterMs: number
}
const defaultTimes: LinkTimes = {
  wellEveryMs: 15_000,
  troubleEveryMs: 2_000,
  answerMs: 5_000,
  discoverMs: 1_500,
  searchAfterMs: 10_000,
}

/** What became of a question to the hub. */
interface Found {
  /** Null: nothing new is known, the hub did not answer. */
  readonly state: LinkState | null
  readonly reachable: boolean
  readonly seen: string | null
  readonly voucherKey?: string | undefined
}

/**
 * One device's connection to its hub: kept over restarts, watched, and made by pairing. The browser host serves it to
 * its page, Electron's main process to its.
 */
export class DeviceLink {
  readonly #role: LinkStatus['role']
  readonly #keeper: PairingKeeper
  readonly #witness: WitnessKeeper
  readonly #times: LinkTimes
  readonly #discover: typeof discoverHubs
  #hub: PairedHub | null
  #state: LinkState
  #reachable: boolean | null = null
  #seenFingerprint: string | null = null
  #connecting: LinkStatus['connecting'] = null
  /** Boot clock: since when the hub is away, and when it was last looked for. */
  #awaySince: number | null = null
  #searchedAt = Number.NEGATIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined
  #looking = false
  #lookAgain = false
  #closed = false

  constructor({ role, keeper, witness, times, discover = discoverHubs }: LinkParts) {
    this.#discover = discover
    this.#witness = witness
    this.#role = role
    this.#keeper = keeper
    this.#times = { ...defaultTimes, ...times }
    this.#hub = keeper.read()
    this.#state = this.#hub === null ? 'unpaired' : 'paired'
    void this.#look()
  }

  /** The hub for the relay; null while this device belongs to none, or to one of the past. */
  access(): HubAccess | null {
    if (this.#hub === null || this.#state === 'older-hub') return null
    const { hubUrl, token, pinnedCertificatePem } = this.#hub
    return {
      url: new URL(hubUrl),
      deviceToken: token,
      certificate: pinnedCertificatePem,
      witness: () => this.#witnessText(),
      onTrouble: () => void this.#look(),
    }
  }

  status(): LinkStatus {
    const hub = this.#hub
    return {
      role: this.#role,
      state: this.#state,
      reachable: this.#reachable,
      hub:
        hub === null
          ? null
          : {
              address: new URL(hub.hubUrl).host,
              deviceId: hub.deviceId,
              office: hub.office,
              fingerprint: hub.fingerprint,
            },
      seenFingerprint: this.#seenFingerprint,
      connecting: this.#connecting,
      secrets: this.#keeper.protection,
      brokenFile: this.#keeper.brokenFile,
    }
  }

  /** Hubs that announce themselves in the office's network. */
  hubs(): Promise<FoundHub[]> {
    return this.#discover(this.#times.discoverMs)
  }

  /**
   * Connects this device by a pairing code. Only while it belongs to no hub: nobody at the screen can take it to
   * another one.
   * @throws PairingError
   */
  async connect(address: string, code: string): Promise<void> {
    if (this.#connecting !== null) throw new PairingError('busy')
    if (this.#state !== 'unpaired' && this.#state !== 'revoked') throw new PairingError('already-connected')
    this.#connecting = 'asking'
    try {
      const hub = await pairWithHub({
        address,
        role: this.#role,
        code,
        answerMs: this.#times.answerMs,
        beforeProof: () => {
          this.#keeper.makeSure()
          this.#connecting = 'proving'
        },
      })
      this.#connecting = 'saving'
      this.#witness.forget()
      this.#keeper.keep(hub)
      this.#begin(hub, 'paired')
    } finally {
      this.#connecting = null
    }
  }

  /**
   * Belongs to a hub without a code: the one that runs on this very computer. Where its token cannot be kept, it is
   * used until the next start.
   * @returns whether it was kept
   */
  use(hub: PairedHub): boolean {
    const kept = this.#isKept(hub)
    this.#begin(hub, 'paired')
    return kept
  }

  /** Takes the device from its hub: an administrator's decision, after which it waits to be connected. */
  forget(): void {
    this.#keeper.forget()
    this.#begin(null, 'unpaired')
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  #begin(hub: PairedHub | null, state: LinkState): void {
    this.#hub = hub
    this.#state = state
    this.#reachable = hub === null ? null : this.#reachable
    this.#seenFingerprint = null
    this.#awaySince = null
    void this.#look()
  }

  /** Asks the hub how this device stands. One question at a time; trouble meanwhile asks once more. */
  async #look(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true
      return
    }
    this.#looking = true
    clearTimeout(this.#timer)
    do {
      this.#lookAgain = false
      const hub = this.#hub
      if (hub !== null && !this.#closed) await this.#ask(hub)
    } while (this.#lookAgain && !this.#closed)
    this.#looking = false
    if (this.#hub === null || this.#closed) return
    const well = this.#state === 'paired' && this.#reachable === true
    this.#timer = setTimeout(() => void this.#look(), well ? this.#times.wellEveryMs : this.#times.troubleEveryMs)
    this.#timer.unref()
  }

  async #ask(hub: PairedHub): Promise<void> {
    const found = await this.#answerOf(hub)
    // before the page is told: it need not know that its hub was replaced
    const here = found.state === 'certificate-changed' ? await replacementAt(hub.hubUrl, hub, this.#followParts) : null
    // another hub since, or none: what the old one said no longer matters
    if (this.#hub !== hub || (here !== null && this.#follow(here))) return
    this.#reachable = found.reachable
    this.#seenFingerprint = found.seen
    if (found.state !== null) this.#state = found.state
    this.#awaySince = found.reachable ? null : (this.#awaySince ?? performance.now())
    if (found.state === 'paired') this.#learnVoucherKey(hub, found.voucherKey)
    else if (this.#isSearchDue(hub)) await this.#search(hub)
  }

  get #followParts() {
    return { witness: this.#witness, answerMs: this.#times.answerMs }
  }

  #isSearchDue({ pinnedCertificatePem }: PairedHub): boolean {
    const { searchAfterMs } = this.#times
    const now = performance.now()
    // a hub in the clear is on this computer: there is nowhere else to look
    if (pinnedCertificatePem === null || now - this.#searchedAt < searchAfterMs) return false
    if (this.#state === 'older-hub' || this.#state === 'certificate-changed') return true
    return this.#awaySince !== null && now - this.#awaySince >= searchAfterMs
  }

  async #search(hub: PairedHub): Promise<void> {
    const found = await this.#discover(this.#times.discoverMs)
    const there = this.#closed ? null : await findHub(found, hub, this.#followParts)
    this.#searchedAt = performance.now()
    if (there !== null && this.#hub === hub && !this.#closed) this.#follow(there)
  }

  /** @returns false when it cannot be kept: what is kept must be what is used, or the next start is without a hub */
  #follow(hub: PairedHub): boolean {
    if (!this.#isKept(hub)) return false
    this.#begin(hub, 'paired')
    return true
  }

  /** Only from a hub over its pinned certificate: whoever gives the key decides who may replace that hub (S46). */
  #learnVoucherKey(hub: PairedHub, voucherKey: string | undefined): void {
    if (hub.pinnedCertificatePem === null || voucherKey === undefined || voucherKey === hub.voucherKey) return
    const learnt = { ...hub, voucherKey }
    if (this.#isKept(learnt)) this.#hub = learnt
  }

  #isKept(hub: PairedHub): boolean {
    try {
      this.#keeper.keep(hub)
      return true
    } catch (error) {
      if (!(error instanceof PairingError)) throw error
      return false
    }
  }

  #witnessText(): string | null {
    const { seen } = this.#witness
    return seen === null ? null : witnessText(seen)
  }

  #judge(body: unknown): Found {
    const { witness, voucherKey } = DeviceAnswer.safeParse(body).data ?? {}
    const isNewest = witness === undefined || this.#witness.judge(witness)
    return { state: isNewest ? 'paired' : 'older-hub', reachable: true, seen: null, voucherKey }
  }

  async #answerOf(hub: PairedHub): Promise<Found> {
    const { answerMs } = this.#times
    try {
      const answer = await askHub({
        url: `${hub.hubUrl}/api/device`,
        method: 'GET',
        certificate: hub.pinnedCertificatePem,
        token: hub.token,
        witness: this.#witnessText(),
        answerMs,
      })
      if (answer.status === 401) return { state: 'revoked', reachable: true, seen: null }
      if (answer.status === 200) return this.#judge(answer.body)
      // starting, stopping, or too busy: what was true stays true
      return { state: null, reachable: false, seen: null }
    } catch (error) {
      if (error instanceof CertificateDatesError) return { state: 'certificate-dates', reachable: true, seen: null }
      if (error instanceof CertificateChangedError) {
        const address = readHubAddress(hub.hubUrl)
        const seen = address === null ? null : await seenCertificate(address, answerMs)
        return { state: 'certificate-changed', reachable: true, seen }
      }
      return { state: null, reachable: false, seen: null }
    }
  }
}
