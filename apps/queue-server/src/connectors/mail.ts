import { createTransport, type Transporter } from 'nodemailer'
import type { OutsideConfig } from './config.ts'
import { Interrupted, OutsideFailure } from './failure.ts'
import type { Limits } from './http-call.ts'
import { type MailJob, mailText } from './mail-texts.ts'
import { readNamed } from './named-file.ts'
import type { OutsideData } from './ports.ts'
import { uuidOf } from './systems.ts'
import { isThisComputer } from './this-computer.ts'

type MailConfig = NonNullable<OutsideConfig['mail']>

/** Sends mail to applicants. */
export class MailSender {
  readonly #transport: Transporter
  readonly #config: MailConfig
  readonly #statusPage: string | undefined

  /** @throws ServerStartError when the password's file cannot be read */
  constructor(config: MailConfig, statusPage: string | undefined, limits: Limits) {
    const { host, port, secure, user, passwordFile } = config
    const pass = passwordFile === undefined ? '' : readNamed(passwordFile, 'password file').toString('utf8').trim()
    this.#config = config
    this.#statusPage = statusPage
    this.#transport = createTransport({
      host,
      port,
      secure,
      requireTLS: !secure && !isThisComputer(host),
      ...(user !== undefined && { auth: { user, pass } }),
      connectionTimeout: limits.connectMs,
      greetingTimeout: limits.connectMs,
      socketTimeout: limits.answerMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  }

  /**
   * The same job has the same Message-ID: a mailbox that gets it twice can tell.
   * @returns false when there is no address to send it to
   * @throws OutsideFailure: `rejected` when this address or letter is not taken, whatever is tried
   */
  async send(job: MailJob, data: OutsideData, signal: AbortSignal): Promise<boolean> {
    const to = job.to === 'applicant' ? data.applicant.email : undefined
    if (to === undefined || to === '') return false
    const { subject, text } = mailText(job, data.applicant, this.#statusPage)
    const stop = Promise.withResolvers<never>()
    const stopped = () => stop.reject(new Interrupted('the server is stopping'))
    signal.addEventListener('abort', stopped)
    try {
      const sent = this.#transport.sendMail({
        // as an object: what stands in the address can name nobody else
        to: { name: '', address: to },
        from: this.#config.from,
        subject,
        text,
        messageId: `<${uuidOf(job.key)}@cherha>`,
        headers: { 'auto-submitted': 'auto-generated' },
      })
      // Its end does not wait for a mailbox.
      await Promise.race([sent, stop.promise])
      return true
    } catch (error) {
      throw asFailure(error, signal)
    } finally {
      signal.removeEventListener('abort', stopped)
    }
  }

  close(): void {
    this.#transport.close()
  }
}

function asFailure(error: unknown, signal: AbortSignal): Error {
  if (signal.aborted) return new Interrupted('the server is stopping')
  const of = typeof error === 'object' && error !== null ? error : {}
  const code = 'code' in of ? String(of.code) : 'unknown'
  const status = 'responseCode' in of && typeof of.responseCode === 'number' ? of.responseCode : 0
  const forGood = status >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return new OutsideFailure(
    forGood ? 'rejected' : 'away',
    status > 0 ? `the mail server answers ${status}` : `no mail server (${code})`,
    { cause: error },
  )
}
