import { Done, LoginAnswer, LoginRequest, Me } from '@cherha/shared/protocol'
import type { FastifyRequest } from 'fastify'
import type { Sessions } from '../accounts/sessions.ts'
import { longestMs } from '../accounts/sessions.ts'
import { signIn } from '../accounts/sign-in.ts'
import type { Account } from '../accounts/stores.ts'
import { Strangers } from '../accounts/strangers.ts'
import { type App, sessionCookie } from './app.ts'
import { Failure } from './failure.ts'
import { whoAsks } from './guard.ts'
import type { HttpParts } from './parts.ts'
import { rightsOf } from './rights.ts'

/** Tries of one address a minute. */
const loginLimit = { max: 20, timeWindow: 60_000, groupId: 'login' }

/** Signing in and out. */
export function sessionRoutes(app: App, parts: HttpParts, sessions: Sessions): void {
  const { stores, clock } = parts
  const strangers = new Strangers()
  /** Of each account, the lock that is in the journal: tries while it lasts would fill it. */
  const noted = new Map<string, number>()
  const cookieOf = ({ protocol }: FastifyRequest) =>
    ({
      path: '/api/admin',
      httpOnly: true,
      sameSite: 'strict',
      secure: parts.secureCookies || protocol === 'https',
    }) as const
  const journal = (action: string, account: Pick<Account, 'login' | 'office'>) =>
    stores.journal.append({ at: clock.now(), who: account.login, office: account.office, action, detail: {} })

  app.post(
    '/api/admin/login',
    { schema: { body: LoginRequest, response: { 200: LoginAnswer } }, config: { rateLimit: loginLimit } },
    async (request, reply) => {
      const answer = await signIn(stores.accounts, strangers, request.body, clock.now())
      if (!answer.ok) {
        if (answer.because === 'locked') await noteLock(request.body.login)
        throw refusal(answer.because)
      }
      const { account } = answer
      const { token, csrf } = await sessions.start(account.login, clock.now())
      await journal('signed-in', account)
      void reply.setCookie(sessionCookie, token, { ...cookieOf(request), maxAge: longestMs / 1000 })
      return { me: meOf(account, csrf) }
    },
  )

  /** A lock, once. What is no account's login is not kept: somebody may have typed a password there. */
  async function noteLock(login: string): Promise<void> {
    const until = (await stores.accounts.get(login))?.lockedUntil ?? null
    if (until === null || noted.get(login) === until) return
    noted.set(login, until)
    await journal('sign-in-locked', { login, office: null })
  }

  app.post('/api/admin/logout', { schema: { response: { 200: Done } } }, async (request, reply) => {
    const { account } = whoAsks(request)
    await sessions.end(request.cookies[sessionCookie] ?? '')
    await journal('signed-out', account)
    void reply.clearCookie(sessionCookie, cookieOf(request))
    return { ok: true as const }
  })

  app.get('/api/admin/me', { schema: { response: { 200: Me } } }, async (request) => {
    const { account, session } = whoAsks(request)
    return meOf(account, session.csrf)
  })
}

function meOf({ login, name, role, office }: Account, csrf: string): Me {
  return { login, name, role, office, may: rightsOf(role), csrf }
}

function refusal(because: 'wrong' | 'locked' | 'totp-required'): Failure {
  switch (because) {
    case 'wrong':
      return new Failure('wrong-login', 'the login, the password or the code is wrong')
    case 'locked':
      return new Failure('account-locked', 'too many wrong tries; try again in 15 minutes', { retryAfter: 900 })
    case 'totp-required':
      return new Failure('totp-required', 'give the six digits of your authenticator', { field: 'totp' })
  }
}
