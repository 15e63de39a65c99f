import type { AdminRole } from '@cherha/shared/protocol'

/** A person who works with the server. Moments are ms since 1970. */
export interface Account {
  readonly login: string
  readonly name: string
  readonly role: AdminRole
  /** Of an office lead, and of nobody else. */
  readonly office: string | null
  /** argon2id in its text form, with its salt and settings. */
  readonly passwordHash: string
  /** Base32; null: the role needs no code. */
  readonly totpSecret: string | null
  /** The last time step whose code was used: none is good twice. */
  readonly totpStep: number | null
  /** Wrong tries in a row. */
  readonly tries: number
  readonly lockedUntil: number | null
  readonly disabled: boolean
  readonly lastLogin: number | null
}

export type NewAccountRow = Pick<Account, 'login' | 'name' | 'role' | 'office' | 'passwordHash' | 'totpSecret'>

/** Accounts, kept. */
export interface AccountStore {
  get(login: string): Promise<Account | null>
  list(): Promise<readonly Account[]>
  /** @returns false when the login is taken */
  create(account: NewAccountRow): Promise<boolean>
  /** @returns false when there is no such account */
  update(login: string, change: Partial<Omit<Account, 'login' | 'tries' | 'totpStep'>>): Promise<boolean>
  /** Sets the secrets anew and forgets tries, lock and used codes. */
  reset(login: string, secrets: Pick<Account, 'passwordHash' | 'totpSecret'>): Promise<boolean>
  /**
   * Counts a try before the slow comparison, in one statement, so that many at once are no way round the limit. The
   * last one allowed locks until `lockUntil`; a lock that has passed starts the count anew.
   * @returns whether the try may be made
   */
  countTry(login: string, now: number, most: number, lockUntil: number): Promise<boolean>
  /** One try fewer: it was no wrong one. */
  giveTryBack(login: string): Promise<void>
  /** Tries and lock are forgotten. */
  signedIn(login: string, now: number): Promise<void>
  /** Marks a time step as used. @returns false when it, or a later one, was used before */
  useTotpStep(login: string, step: number): Promise<boolean>
}

/** A signed-in browser. */
export interface SessionRow {
  /** SHA-256 (hex) of the cookie. */
  readonly id: string
  readonly login: string
  readonly csrf: string
  readonly startedAt: number
  readonly seenAt: number
}

export interface SessionStore {
  create(session: SessionRow): Promise<void>
  get(id: string): Promise<SessionRow | null>
  touch(id: string, seenAt: number): Promise<void>
  end(id: string): Promise<void>
  endOf(login: string): Promise<void>
  /** Removes those begun or seen before these moments. */
  clean(startedBefore: number, seenBefore: number): Promise<void>
}
