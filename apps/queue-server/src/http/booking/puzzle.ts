import { randomBytes } from 'node:crypto'
import { type BookingSettings, ChallengeSolution } from '@cherha/shared/protocol'
import { type Challenge, createChallenge, randomInt, type Solution, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { z } from 'zod'
import type { ServerClock } from '../../offices/ports.ts'
import { Load } from './load.ts'
import { bookingFailure } from './refused.ts'

/**
 * Rounds of PBKDF2 for each guess, and how many guesses a puzzle takes. The server does one guess for each puzzle it
 * makes, whoever solves it a thousand; between the two bounds nobody is much luckier than anybody else.
 */
const rounds = 500
const leastGuesses = 800
const mostGuesses = 1_600
/** A slow phone, and somebody who reads the page first. */
const goodForMs = 5 * 60_000
/** Solutions remembered until they are void; beyond, those nearest to that are forgotten. */
const kept = 100_000

/** What ALTCHA's client sends, and nothing beside it: all of `parameters` is under the signature. */
const Payload = z.strictObject({
  challenge: z.strictObject({
    parameters: z.strictObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      nonce: z.string().regex(/^[0-9a-f]{32}$/),
      salt: z.string().regex(/^[0-9a-f]{32}$/),
      cost: z.literal(rounds),
      keyLength: z.literal(32),
      keyPrefix: z.string().regex(/^[0-9a-f]{2,64}$/),
      keySignature: z.string().regex(/^[0-9a-f]{64}$/),
      data: z.strictObject({ until: z.int() }),
    }),
    signature: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  solution: z.strictObject({
    counter: z.int().min(0).max(mostGuesses),
    derivedKey: z.string().regex(/^[0-9a-f]{64}$/),
    time: z.number().optional(),
  }),
})
type Payload = z.infer<typeof Payload>

/**
 * Puzzles by ALTCHA, made and checked here (B20). A solution is good once: for one command, which may be repeated. The
 * keys are another at every start, so that a restart only costs whoever is solving a second puzzle.
 */
export class Puzzle {
  readonly #mode: BookingSettings['puzzle']['mode']
  readonly #load: Load
  readonly #codesAreMany: () => boolean
  readonly #clock: Pick<ServerClock, 'now'>
  readonly #signing = randomBytes(32).toString('hex')
  readonly #keySigning = randomBytes(32).toString('hex')
  /** The command each solution was used for, by nonce; the oldest first. */
  readonly #used = new Map<string, { readonly by: string; readonly until: number }>()

  /** @param codesAreMany B41: a puzzle is asked for though requests are not dense */
  constructor(
    { mode, fromPerSecond }: BookingSettings['puzzle'],
    codesAreMany: () => boolean,
    clock: Pick<ServerClock, 'now'>,
  ) {
    this.#mode = mode
    this.#codesAreMany = codesAreMany
    this.#load = new Load(fromPerSecond)
    this.#clock = clock
  }

  /** Whether the next request has to solve one, unless it is the one too many. */
  get isOn(): boolean {
    if (this.#mode !== 'auto') return this.#mode === 'always'
    return this.#load.isHigh(this.#clock.now()) || this.#codesAreMany()
  }

  create(): Promise<Challenge> {
    return createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: rounds,
      counter: randomInt(mostGuesses, leastGuesses),
      deriveKey,
      // by the server's clock, which is not always the computer's; under the signature like the rest
      data: { until: Math.floor((this.#clock.now() + goodForMs) / 1000) },
      hmacSignatureSecret: this.#signing,
      hmacKeySignatureSecret: this.#keySigning,
    })
  }

  /** Counts a request, and throws 428 when it should have solved a puzzle and has not. */
  async check(command: string, written: string | undefined): Promise<void> {
    this.#load.count(this.#clock.now())
    if (!this.isOn) return
    const payload = written === undefined ? null : payloadOf(written)
    if (payload === null || !(await this.#holds(payload)) || !this.#use(payload, command)) {
      throw bookingFailure({ code: 'challenge-required', field: 'challenge' })
    }
  }

  async #holds({ challenge, solution }: Payload): Promise<boolean> {
    if (challenge.parameters.data.until * 1000 <= this.#clock.now()) return false
    const { verified } = await verifySolution({
      challenge,
      solution: { counter: solution.counter, derivedKey: solution.derivedKey } satisfies Solution,
      deriveKey,
      hmacSignatureSecret: this.#signing,
      hmacKeySignatureSecret: this.#keySigning,
    })
    return verified
  }

  #use({ challenge }: Payload, by: string): boolean {
    const now = this.#clock.now()
    for (const [nonce, { until }] of this.#used) {
      if (until > now && this.#used.size < kept) break
      this.#used.delete(nonce)
    }
    const { nonce, data } = challenge.parameters
    const before = this.#used.get(nonce)
    if (before !== undefined) return before.by === by
    this.#used.set(nonce, { by, until: data.until * 1000 })
    return true
  }
}

function payloadOf(written: string): Payload | null {
  if (!ChallengeSolution.safeParse(written).success) return null
  try {
    return Payload.safeParse(JSON.parse(Buffer.from(written, 'base64').toString('utf8'))).data ?? null
  } catch {
    return null
  }
}
